import type { Level } from '../panel/contract.ts';
import type { Answer, PlanAnswers, RulesAnswer, SeriesAnswer } from './answers.ts';
import { assessDrift, type AssessedDrift } from './assess-drift.ts';
import { headroomUsed, levelOf } from './headroom.ts';
import { assessModel, type AssessedModel } from './assess-model.ts';
import type { DataSource, Indicator } from './plan-indicators.ts';
import type { LivePlan, Slo } from './plan-live.ts';
import type { SeriesReport } from './report.ts';
import type { Sample } from './series.ts';
import { NOT_READ, unreadBecause, whyNotAsked, type Unread } from './unread.ts';

/** What the decay engine is asked for one indicator. */
export interface AnalyseRequest {
  readonly indicator: Indicator;
  readonly interval?: number;
  readonly staleAfter?: number;
  readonly slo?: Slo;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Values behind `now` do not exist yet. */
  readonly isLookBack: boolean;
}

export type Analyse = (samples: readonly Sample[], request: AnalyseRequest) => SeriesReport;

export interface AssessOptions {
  /** The moment the model is judged at; milliseconds since the epoch. */
  readonly now: number;
  /** It is a look back: values behind `now` do not exist yet. */
  readonly isLookBack: boolean;
  readonly analyse: Analyse;
}

/** One indicator as it stands. */
export interface AssessedIndicator {
  readonly indicator: Indicator;
  readonly source?: DataSource;
  /** What was asked of the source. */
  readonly asked: string;
  readonly answer?: Answer<SeriesAnswer>;
  /** Why there is no report. */
  readonly unread?: Unread;
  readonly report?: SeriesReport;
  readonly newest?: Sample;
  readonly level: Level;
  readonly headroomUsed?: number;
}

/** The alert rules of one server. */
export interface AssessedRules {
  readonly source: DataSource;
  readonly answer: Answer<RulesAnswer>;
}

/** How the model of one plan stands: panel, findings, hints and command line all tell of this. Plain data. */
export interface Assessment {
  readonly plan: LivePlan;
  readonly now: number;
  readonly isLookBack: boolean;
  readonly indicators: readonly AssessedIndicator[];
  readonly drift: AssessedDrift;
  readonly model: AssessedModel;
  /** Of each server that was asked for its alert rules. */
  readonly rules: readonly AssessedRules[];
}

/** @param knownOf what was found before of the indicator at a position, where it would be found again */
export function assess(
  plan: LivePlan,
  answers: PlanAnswers,
  options: AssessOptions,
  knownOf: (position: number) => AssessedIndicator | undefined = () => undefined,
): Assessment {
  const sources = new Map(plan.sources.map((source) => [source.name, source]));
  return {
    plan,
    now: options.now,
    isLookBack: options.isLookBack,
    indicators: plan.indicators.map(
      (indicator, position) =>
        knownOf(position) ??
        assessIndicator(plan, indicator, sources.get(indicator.source), answers.series[position], options),
    ),
    drift: assessDrift(plan, answers.drift, options),
    model: assessModel(plan, answers, options),
    rules: [...sources.values()].flatMap((source) => {
      const answer = answers.rules?.get(source.name);
      return answer && !options.isLookBack ? [{ source, answer }] : [];
    }),
  };
}

/** What a source of this kind is asked for. */
const askedOf = (
  { metric, query }: { readonly metric?: string; readonly query?: string },
  source: DataSource | undefined,
): string => (source?.type === 'prometheus' ? query : (metric ?? query)) ?? '';

function assessIndicator(
  plan: LivePlan,
  indicator: Indicator,
  source: DataSource | undefined,
  answer: Answer<SeriesAnswer> | undefined,
  options: AssessOptions,
): AssessedIndicator {
  const head = { indicator, asked: askedOf(indicator, source), ...(source && { source }) };
  const unasked = whyNotAsked(indicator, source);
  if (unasked || !answer) return { ...head, level: 'unknown', unread: unasked ?? NOT_READ };
  const told = { ...head, answer };
  if (!answer.result)
    return { ...told, level: 'unknown', unread: answer.failure ? unreadBecause(answer.failure) : NOT_READ };
  const { samples } = answer.result;
  const first = samples[0];
  if (!first || (options.isLookBack && first.time > options.now))
    return { ...told, level: 'unknown', unread: whyEmpty(told, options.isLookBack) };
  const slo = plan.slos.find((candidate) => candidate.indicator === indicator.name);
  const { interval, staleAfter } = plan;
  const report = options.analyse(samples, {
    indicator,
    now: options.now,
    isLookBack: options.isLookBack,
    ...(interval !== undefined && { interval }),
    ...(staleAfter !== undefined && { staleAfter }),
    ...(slo && { slo }),
  });
  const newest = report.counted.at(-1);
  if (!newest) return { ...told, report, level: 'unknown', unread: tooYoung(told.asked, report.pending.length) };
  const used = headroomUsed(newest.value, indicator);
  return {
    ...told,
    report,
    newest,
    level: levelOf(newest.value, indicator),
    ...(used !== undefined && { headroomUsed: used }),
  };
}

function whyEmpty({ indicator, asked, answer }: Omit<AssessedIndicator, 'level'>, isLookBack: boolean): Unread {
  const notes = answer?.result?.notes ?? [];
  const more = notes.length > 0 ? ` ${notes.slice(0, 3).join(' ')}` : '';
  const when = isLookBack ? ' up to the day that is looked back to' : '';
  const what = asked === indicator.query ? 'query' : 'metric';
  const message = `The data source "${indicator.source}" has no values of "${asked}"${when}. Correct ${what}, or see that they are written.${more}`;
  return { state: 'empty', message };
}

const tooYoung = (asked: string, count: number): Unread => ({
  state: 'empty',
  message: `Every value of "${asked}" (${count}) is younger than its labelDelay, so labels may still be coming. Come back later.`,
});
