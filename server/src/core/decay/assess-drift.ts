import type { Answer, DriftAnswer } from './answers.ts';
import { driftVerdict, linesOf, type DriftLines } from './drift-report.ts';
import { methodOf } from './drift/methods.ts';
import type { DataSource, DriftColumn } from './plan-indicators.ts';
import type { LivePlan } from './plan-live.ts';
import type { DriftVerdict } from './report.ts';
import type { DriftSample, DriftSeries } from './series.ts';
import { NOT_READ, unreadBecause, whyColumnNotAsked, type Unread } from './unread.ts';

/** One column's drift as it stands. */
export interface AssessedColumn {
  readonly column: DriftColumn;
  readonly source?: DataSource;
  readonly asked: string;
  readonly answer?: Answer<DriftAnswer>;
  readonly unread?: Unread;
  /** The scores that count: where the method changed, those behind the change. */
  readonly series?: DriftSeries;
  /** The scores are by another method than the plan names, so its lines do not judge them. */
  readonly otherMethod: boolean;
  /** The method changed within the history; what stands before is left out. */
  readonly changed: boolean;
  readonly newest?: DriftSample;
  readonly verdict: DriftVerdict;
}

export interface AssessedDrift {
  readonly columns: readonly AssessedColumn[];
  readonly drifted: number;
  /** Columns with a verdict. */
  readonly judged: number;
  /** The share of drifted columns has reached the plan's share. */
  readonly dataset: boolean;
}

/** @param answers by the data source's name */
export function assessDrift(
  plan: LivePlan,
  answers: ReadonlyMap<string, Answer<DriftAnswer>>,
  when: { readonly now: number; readonly isLookBack: boolean },
): AssessedDrift {
  const sources = new Map(plan.sources.map((source) => [source.name, source]));
  const columns = plan.columns.map((column) =>
    assessColumn(column, sources.get(column.source), answers.get(column.source), when),
  );
  const judged = columns.filter(({ verdict }) => verdict !== 'unknown').length;
  const drifted = columns.filter(({ verdict }) => verdict === 'drifted').length;
  const dataset = plan.share !== undefined && drifted > 0 && drifted / judged >= plan.share;
  return { columns, judged, drifted, dataset };
}

function assessColumn(
  column: DriftColumn,
  source: DataSource | undefined,
  answer: Answer<DriftAnswer> | undefined,
  { now, isLookBack }: { readonly now: number; readonly isLookBack: boolean },
): AssessedColumn {
  const asked = source?.type === 'prometheus' ? (column.query ?? '') : column.column;
  const head = { column, asked, otherMethod: false, changed: false, ...(source && { source }) };
  const unasked = whyColumnNotAsked(column, source);
  if (unasked || !answer) return { ...head, verdict: 'unknown', unread: unasked ?? NOT_READ };
  const told = { ...head, answer };
  if (!answer.result) {
    return { ...told, verdict: 'unknown', unread: answer.failure ? unreadBecause(answer.failure) : NOT_READ };
  }
  const all = answer.result.series
    .filter((series) => series.column === column.column)
    .map((series) => ({ ...series, samples: series.samples.filter(({ time }) => !isLookBack || time <= now) }))
    .filter(({ samples }) => samples.length > 0);
  const series = counting(all, column.method);
  const newest = series?.samples.at(-1);
  if (!series || !newest) {
    const message = `The data source "${column.source}" has no drift of the column "${column.column}". Correct column, or see that a job writes its scores.`;
    return { ...told, verdict: 'unknown', unread: { state: 'empty', message } };
  }
  const otherMethod = !isMethod(series, column.method);
  return {
    ...told,
    series,
    newest,
    otherMethod,
    changed: all.some((other) => other !== series && isBefore(other, series)),
    verdict: driftVerdict(newest, judgedBy(column, series, otherMethod)),
  };
}

/** The series by the plan's method, unless it ended before another one began: then the method has changed. */
function counting(all: readonly DriftSeries[], method: string): DriftSeries | undefined {
  const newestFirst = [...all].sort((a, b) => lastTime(b) - lastTime(a));
  const named = newestFirst.find((series) => isMethod(series, method));
  const [newest] = newestFirst;
  return named && newest && !isBefore(named, newest) ? named : newest;
}

const isMethod = (series: DriftSeries, method: string): boolean =>
  (methodOf(series.method)?.id ?? series.method) === (methodOf(method)?.id ?? method);

const firstTime = ({ samples }: DriftSeries): number => samples[0]?.time ?? Infinity;
const lastTime = ({ samples }: DriftSeries): number => samples.at(-1)?.time ?? -Infinity;
const isBefore = (a: DriftSeries, b: DriftSeries): boolean => lastTime(a) < firstTime(b);

/** What the comparisons of a column are judged by; scores by another method are on another scale than the plan's lines. */
export const judgedBy = (column: DriftColumn, series: DriftSeries, otherMethod: boolean): DriftLines => {
  if (!otherMethod) return linesOf(column, series);
  const { direction, threshold } = series;
  return { ...(direction && { direction }), ...(threshold !== undefined && { threshold }) };
};
