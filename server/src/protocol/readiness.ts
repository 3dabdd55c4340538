import type { Range } from '../core/document/text.ts';
import type { PastReadiness, ReadinessSince, ReadinessView } from '../core/readiness/view.ts';

export { isUrgent, isWholeAsDeclared, needsAttention } from '../core/readiness/states.ts';
export type {
  AreaView,
  CheckState,
  CheckView,
  LevelName,
  PastReadiness,
  ReadinessSince,
  ReadinessView,
  TestStatus,
} from '../core/readiness/view.ts';

/** How ready the models of a plan's file are, as far as this machine knows: no network is asked. */
export const READINESS_REQUEST = 'productionFirst/readiness';

export interface ReadinessParams {
  readonly uri: string;
}

export interface PlanReadiness {
  /** Which document of the file, zero-based. */
  readonly index: number;
  readonly view: ReadinessView;
  /** Where in the file a check is answered, or would be, by the check's id. */
  readonly places: Readonly<Record<string, Range>>;
  /** URIs of the files that show checks, by the check's id. */
  readonly evidence: Readonly<Record<string, string>>;
}

export interface ReadinessResult {
  readonly plans: readonly PlanReadiness[];
  /** URIs of files that the plans name: when one of them changes, the answer may. */
  readonly files: readonly string[];
}

/** How the models of a plan's file came to stand where they do, by the commits of their repository. */
export const READINESS_HISTORY_REQUEST = 'productionFirst/readinessHistory';

export interface ReadinessHistoryParams extends ReadinessParams {
  /** The latest commits that are looked back at; 0: only what changed since the last one is told. */
  readonly commits: number;
}

export interface ReadinessHistoryResult {
  readonly plans: readonly {
    /** Which document of the file, zero-based. */
    readonly index: number;
    /** Oldest first. */
    readonly history: readonly PastReadiness[];
    /** What is otherwise than at the last commit. */
    readonly since?: ReadinessSince;
  }[];
  /** Why there is no history, for people. */
  readonly problem?: string;
}

/** A report about the plans of a file, as text. */
export const READINESS_REPORT_REQUEST = 'productionFirst/readinessReport';

/** What a report can be; `--format` of the command line has the same names. To add one: a line here and in `REPORTS`. */
export const REPORT_FORMATS = [
  { id: 'markdown', title: 'Markdown', use: 'a comment on a pull request', ending: '.md' },
  { id: 'html', title: 'HTML', use: 'a page to send or to print', ending: '.html' },
  { id: 'json', title: 'JSON', use: 'for programs', ending: '.json' },
  { id: 'cyclonedx', title: 'CycloneDX 1.6', use: 'a bill of materials with model cards', ending: '.cdx.json' },
  {
    id: 'eu-ai-act',
    title: 'EU AI Act',
    use: 'coverage of Annex IV and Article 72, with gaps',
    ending: '-eu-ai-act.md',
  },
] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number]['id'];

export interface ReadinessReportParams {
  readonly uri: string;
  readonly format: ReportFormat;
}

export interface ReadinessReportResult {
  readonly text: string;
}
