import type { Span } from './document/text.ts';

export type Severity = 'error' | 'warning' | 'information';

/** A second place that explains a problem, e.g. where a duplicated name was first used. Offsets are in the same file. */
export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
}

/** What a quick fix needs to repair a problem; plain data, because it travels through the editor as JSON. */
export type ProblemData =
  /**
   * `span` holds a word that should read `replacements[0]` (best first). `unsure`: something else may be what is wrong,
   * so nobody's hand but a person's applies it.
   */
  | { readonly kind: 'replace'; readonly replacements: readonly string[]; readonly unsure?: boolean }
  /** The mapping at `path` lacks `key`; `value` is what must stand there, where that is known. */
  | { readonly kind: 'insert'; readonly path: Path; readonly key: string; readonly value?: InsertedValue }
  /** The whole entry at `path` can go. */
  | { readonly kind: 'remove'; readonly path: Path }
  /** The scalar at the problem's span is a number or boolean that must be a string. */
  | { readonly kind: 'quote' }
  /**
   * A running system has `value` where the plan has what is at the problem's span. Either may be wrong, so a person decides.
   * `value` is absent where the plan cannot say it; `elsewhere` where no file of the workspace is to be corrected.
   */
  | { readonly kind: 'align'; readonly system: string; readonly value?: string; readonly elsewhere?: RuleCorrection }
  /**
   * A running system lacks the entry at `path`. The plan can go without it, or a file of rules can get it: `elsewhere`, absent
   * where none of the workspace is the one.
   */
  | { readonly kind: 'lacks'; readonly path: Path; readonly elsewhere?: RuleAddition };

/** An alert of the plan that a file of Prometheus rules should have. */
export interface RuleAddition {
  /** The file, relative to the plan's folder; it has other alerts of the plan. */
  readonly file: string;
  readonly alert: string;
}

/** What an alert in a file of Prometheus rules should say. */
export interface RuleCorrection {
  /** The file, relative to the plan's folder. */
  readonly file: string;
  /** Name of the alert as the file has it. */
  readonly alert: string;
  readonly key: 'threshold' | 'op' | 'for' | 'severity';
  /** As the plan has it. */
  readonly value: string;
}

/** A value a repair writes: what the plan itself leaves as the only choice. */
export type InsertedValue = string | boolean | readonly string[];

/** Keys and indices from a document's root to a node. */
export type Path = readonly (string | number)[];

/** The one user-facing finding: what the editor underlines, the command line prints and SARIF carries. */
export interface Problem {
  /** `family/name`, the id of a rule page in docs/rules. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** UTF-16 offsets into the file's text. */
  readonly span: Span;
  /** Which YAML document of the file it was found in, zero-based. */
  readonly document?: number;
  readonly related?: readonly RelatedPlace[];
  readonly data?: ProblemData;
  /** The place is superfluous rather than wrong; editors fade it. */
  readonly unnecessary?: boolean;
}
