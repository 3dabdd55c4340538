import { createHash } from 'node:crypto';
import path from 'node:path';
import { Notes } from '../../core/document/notes.ts';
import type { DriftRequest, SeriesRequest, Source } from '../../backends/backend.ts';
import { whyColumnNotAsked, whyNotAsked } from '../../core/decay/unread.ts';
import type { DriftColumn, Indicator } from '../../core/decay/plan-indicators.ts';
import type { LivePlan } from '../../core/decay/plan-live.ts';
import { shownOf } from '../../core/decay/range.ts';
import type { RangeChoice } from '../../core/panel/contract.ts';

/** Values of the whole history that the decay engine gets of one indicator; Prometheus gives at most 11,000. */
export const WHOLE_POINTS = 10_000;
/** Values of a part of it, to be drawn. */
const DETAIL_POINTS = 2_000;
const DRIFT_POINTS = 1_000;

/** Something to be asked of a data source: the same key, the same answer, whoever asks. */
interface Asked {
  readonly key: string;
  /** What fails together: the server, or the files. */
  readonly place: string;
  readonly source: Source;
  /** Absolute path of the plan that asks: paths of file sources are relative to it. */
  readonly file: string;
}

export type Question = Asked &
  (
    | { readonly kind: 'series'; readonly request: (now: number) => SeriesRequest }
    | { readonly kind: 'drift'; readonly request: (now: number) => DriftRequest }
    | { readonly kind: 'registry'; readonly model: string }
    | { readonly kind: 'rules' }
  );

export type SeriesQuestion = Question & { readonly kind: 'series' };
export type DriftQuestion = Question & { readonly kind: 'drift' };
export type RegistryQuestion = Question & { readonly kind: 'registry' };
export type RulesQuestion = Question & { readonly kind: 'rules' };

/** What one plan wants to know. */
export interface PlanQuestions {
  /** In the order of the plan's indicators; undefined where the plan does not say what to ask. */
  readonly series: readonly (SeriesQuestion | undefined)[];
  /** By the data source's name: all its columns at once. */
  readonly drift: ReadonlyMap<string, DriftQuestion>;
  readonly registry?: RegistryQuestion;
  /** By the data source's name. */
  readonly rules: ReadonlyMap<string, RulesQuestion>;
}

export interface AskedFrom {
  /** Absolute path of the plan. */
  readonly file: string;
  /** A look back: nothing later is asked for. Milliseconds since the epoch. */
  readonly asOf?: number | undefined;
}

export function questionsOf(plan: LivePlan, from: AskedFrom): PlanQuestions {
  const sources = new Map(plan.sources.map((source) => [source.name, source]));
  const contexts = new Map([...sources].map(([name, source]) => [name, contextOf(plan, source, from)]));
  const series = plan.indicators.map((indicator) => {
    const context = contexts.get(indicator.source);
    const before = asked.get(indicator);
    if (before && before.context === context) return before.question;
    const question = seriesQuestion(plan, indicator, from, 'all');
    asked.set(indicator, { context, question });
    return question;
  });
  const drift = new Map<string, DriftQuestion>();
  for (const source of sources.values()) {
    const columns = plan.columns.filter(
      (column) => column.source === source.name && whyColumnNotAsked(column, source) === undefined,
    );
    if (columns.length > 0) drift.set(source.name, driftQuestion(plan, source, columns, from));
  }
  const registry = sources.get(plan.model.registry ?? '');
  const isAsked = registry !== undefined && plan.model.name !== '' && (registry.url ?? registry.path) !== undefined;
  const rules = rulesQuestions(sources.values(), from);
  return { series, drift, rules, ...(isAsked && { registry: registryQuestion(registry, plan.model.name, from) }) };
}

/** What was asked of an indicator last. Plans have thousands of them, and an edit changes one. */
const asked = new Notes<
  Indicator,
  { readonly context: string | undefined; readonly question: SeriesQuestion | undefined }
>();

/** Everything but the indicator itself that its question depends on. */
const contextOf = (plan: LivePlan, source: Source, { file, asOf }: AskedFrom): string =>
  JSON.stringify([source, modelOf(plan), plan.interval, file, asOf]);

/** The same indicator in more detail, for a part of its history. */
export function detailQuestion(
  plan: LivePlan,
  indicator: Indicator,
  from: AskedFrom,
  range: RangeChoice,
): SeriesQuestion | undefined {
  return range === 'all' ? undefined : seriesQuestion(plan, indicator, from, range);
}

function seriesQuestion(
  plan: LivePlan,
  indicator: Indicator,
  from: AskedFrom,
  range: RangeChoice,
): SeriesQuestion | undefined {
  const source = plan.sources.findLast(({ name }) => name === indicator.source);
  if (!source || whyNotAsked(indicator, source)) return undefined;
  const what = source.type === 'prometheus' ? { query: indicator.query } : { metric: indicator.metric };
  const { interval } = plan;
  const common = { ...what, ...modelOf(plan), ...(interval !== undefined && { interval }) };
  return {
    ...head(source, from, ['series', common, range]),
    kind: 'series',
    request: (now) => {
      const end = from.asOf ?? now;
      const shown = shownOf(range, end);
      return {
        ...(common as Partial<SeriesRequest>),
        from: shown.from,
        to: Math.min(shown.to, end),
        maxPoints: range === 'all' ? WHOLE_POINTS : DETAIL_POINTS,
      };
    },
  };
}

function driftQuestion(
  plan: LivePlan,
  source: Source,
  columns: readonly DriftColumn[],
  from: AskedFrom,
): DriftQuestion {
  const asked = columns.map(({ column, method, query }) => ({
    column,
    method,
    ...(source.type === 'prometheus' && query !== undefined && { query }),
  }));
  const { interval } = plan;
  const common = { columns: asked, ...modelOf(plan), ...(interval !== undefined && { interval }) };
  return {
    ...head(source, from, ['drift', common]),
    kind: 'drift',
    request: (now) => ({ ...common, from: -Infinity, to: from.asOf ?? now, maxPoints: DRIFT_POINTS }),
  };
}

function registryQuestion(source: Source, model: string, from: AskedFrom): RegistryQuestion {
  return { ...head(source, from, ['registry', model]), kind: 'registry', model };
}

/** Every server that may evaluate the plan's alerts. What was loaded on a day gone by no server tells. */
function rulesQuestions(sources: Iterable<Source>, from: AskedFrom): ReadonlyMap<string, RulesQuestion> {
  const rules = new Map<string, RulesQuestion>();
  if (from.asOf !== undefined) return rules;
  for (const source of sources) {
    if (source.type !== 'prometheus' || source.url === undefined) continue;
    rules.set(source.name, { ...head(source, from, ['rules']), kind: 'rules' });
  }
  return rules;
}

const modelOf = ({ model: { name, version } }: LivePlan): { model?: string; version?: string } => ({
  ...(name !== '' && { model: name }),
  ...(version !== undefined && { version }),
});

/** On this machine: files, or the store of a system without a server. */
export const isLocal = ({ type, url }: Source): boolean => type === 'file' || url === undefined;

/** The name of a source is the plan's own: the same server under two names is asked once. */
function head(source: Source, { file, asOf }: AskedFrom, question: unknown): Asked {
  const { type, url, tenant, project } = source;
  const place = isLocal(source)
    ? JSON.stringify([type, path.dirname(file), source.path, project])
    : JSON.stringify([type, url, tenant, project]);
  // Files are read whole whatever day is looked back to.
  const until = isLocal(source) ? null : (asOf ?? null);
  const key = createHash('sha256')
    .update(JSON.stringify([place, question, until]))
    .digest('hex');
  return { key, place, source, file };
}
