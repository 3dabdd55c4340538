import type { Answer, DriftAnswer, PlanAnswers, RulesAnswer } from '../../core/decay/answers.ts';
import type { LivePlan } from '../../core/decay/plan-live.ts';
import type { RangeChoice } from '../../core/panel/contract.ts';
import type { Means } from './ask-backend.ts';
import { marksOf } from './file-marks.ts';
import {
  detailQuestion,
  isLocal,
  questionsOf,
  WHOLE_POINTS,
  type AskedFrom,
  type PlanQuestions,
  type Question,
  type SeriesQuestion,
} from './question.ts';
import type { LiveStore, ResultOf } from './store.ts';

const SHORTEST = 30_000;
const LONGEST = 3_600_000;
/** Where a plan does not say how often its values come. */
const USUAL = 300_000;

/** Milliseconds for which what was read is young: as often as the values come, within bounds. */
export const maxAgeOf = ({ interval }: Pick<LivePlan, 'interval'>): number =>
  Math.min(LONGEST, Math.max(SHORTEST, interval ?? USUAL));

export interface ReadOptions {
  readonly range: RangeChoice;
  /** Ask again whatever the age of what is known. */
  readonly force: boolean;
  /** Ask files only; of the network what is known, in memory or on disk. */
  readonly local: boolean;
  readonly signal: AbortSignal;
  /** Gets how many more questions there are, and that one is answered. */
  readonly planned: (count: number) => void;
  readonly answered: () => void;
}

/** Puts the questions of plans to a store. */
export class PlanReader {
  private readonly store: LiveStore;
  private readonly means: Means;

  constructor(store: LiveStore, means: Means) {
    this.store = store;
    this.means = means;
  }

  /** Everything one plan wants to know, asked at once. Never rejects. */
  async read(plan: LivePlan, from: AskedFrom, options: ReadOptions): Promise<PlanAnswers> {
    const questions = questionsOf(plan, from);
    const marks = marksOf(this.means.filesOf(from.file));
    const one = async <Q extends Question>(question: Q): Promise<Answer<ResultOf<Q>> | undefined> => {
      const answer = await this.answer(question, plan, options, marks);
      options.answered();
      return answer;
    };
    const { series, drift, registry, rules } = questions;
    options.planned(keysOf(questions).length);
    const [seriesAnswers, driftAnswers, registryAnswer, rulesAnswers] = await Promise.all([
      Promise.all(series.map(async (question) => question && (await one(question)))),
      Promise.all([...drift].map(async ([name, question]) => [name, await one(question)] as const)),
      registry && one(registry),
      Promise.all([...rules].map(async ([name, question]) => [name, await one(question)] as const)),
    ]);
    const links = this.linksOf(plan, questions);
    const answers = together(seriesAnswers, driftAnswers, registryAnswer, rulesAnswers, links);
    const detail = detailsOf(plan, answers, from, options.range);
    if (detail.every((question) => !question)) return answers;
    options.planned(detail.filter((question) => question).length);
    return { ...answers, detail: await Promise.all(detail.map(async (question) => question && (await one(question)))) };
  }

  /** What is known of one plan without asking anybody. */
  peek(plan: LivePlan, from: AskedFrom): PlanAnswers {
    const questions = questionsOf(plan, from);
    const { series, drift, registry, rules } = questions;
    return together(
      series.map((question) => question && this.store.peek(question)),
      [...drift].map(([name, question]) => [name, this.store.peek(question)] as const),
      registry && this.store.peek(registry),
      [...rules].map(([name, question]) => [name, this.store.peek(question)] as const),
      this.linksOf(plan, questions),
    );
  }

  private async answer<Q extends Question>(
    question: Q,
    plan: LivePlan,
    { local, force, signal }: ReadOptions,
    marks: ReturnType<typeof marksOf>,
  ): Promise<Answer<ResultOf<Q>> | undefined> {
    const isFile = isLocal(question.source);
    if (local && !isFile) return this.store.recall(question);
    const mark = isFile ? await marks(question.source.path ?? '') : undefined;
    // Files that can be told apart by their state are read again when that has changed, whatever the age.
    const maxAge = isFile ? (mark === undefined ? SHORTEST : LONGEST) : maxAgeOf(plan);
    return this.store.ask(question, { maxAge, force, mark, signal });
  }

  private linksOf(plan: LivePlan, { series, drift }: PlanQuestions): PlanAnswers['links'] {
    const now = this.means.now();
    const hasLink = (question: SeriesQuestion | undefined): boolean =>
      question !== undefined &&
      this.means.backendOf(question.source.type)?.link?.(question.source, question.request(now)) !== undefined;
    return {
      indicators: series.map(hasLink),
      columns: plan.columns.map((column) => {
        const question = drift.get(column.source);
        return question !== undefined && this.columnLink(question.source, column, now) !== undefined;
      }),
    };
  }

  /** Where a person sees a column's drift in the source's own pages. */
  columnLink(
    source: Question['source'],
    { column, query }: { readonly column: string; readonly query?: string },
    now: number,
  ): string | undefined {
    const asked = source.type === 'prometheus' ? { query: query ?? '' } : { metric: column };
    if (source.type === 'prometheus' && query === undefined) return undefined;
    const request = { ...asked, from: -Infinity, to: now, maxPoints: WHOLE_POINTS };
    return this.means.backendOf(source.type)?.link?.(source, request);
  }
}

/** Every question of a plan, each once. */
export const keysOf = ({ series, drift, registry, rules }: PlanQuestions): string[] => [
  ...new Set([...series, ...drift.values(), registry, ...rules.values()].flatMap((question) => question?.key ?? [])),
];

type Named<A> = readonly (readonly [source: string, answer: A | undefined])[];

function together(
  series: PlanAnswers['series'],
  drift: Named<Answer<DriftAnswer>>,
  registry: PlanAnswers['registry'],
  rules: Named<Answer<RulesAnswer>>,
  links: PlanAnswers['links'],
): PlanAnswers {
  return {
    series,
    drift: known(drift),
    rules: known(rules),
    ...(registry && { registry }),
    ...(links && { links }),
  };
}

const known = <A>(answers: Named<A>): ReadonlyMap<string, A> =>
  new Map(answers.flatMap(([name, answer]) => (answer ? [[name, answer] as const] : [])));

/** Where the whole history came reduced, its part is asked for by itself. */
function detailsOf(
  plan: LivePlan,
  { series }: PlanAnswers,
  from: AskedFrom,
  range: RangeChoice,
): (SeriesQuestion | undefined)[] {
  return plan.indicators.map((indicator, position) => {
    const result = series[position]?.result;
    const isReduced =
      result !== undefined && (result.samples.length > WHOLE_POINTS / 2 || (result.total ?? 0) > result.samples.length);
    return isReduced ? detailQuestion(plan, indicator, from, range) : undefined;
  });
}
