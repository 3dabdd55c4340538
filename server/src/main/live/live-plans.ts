import { setImmediate as turn } from 'node:timers/promises';
import type { Answer, PlanAnswers } from '../../core/decay/answers.ts';
import { assess, type Analyse, type AssessedIndicator, type Assessment } from '../../core/decay/assess.ts';
import { livePlanOf, type LivePlan } from '../../core/decay/plan-live.ts';
import type { CheckedDocument } from '../../core/document/checked-file.ts';
import type { RangeChoice } from '../../core/panel/contract.ts';
import { questionsOf } from './question.ts';
import { keysOf, maxAgeOf, type PlanReader } from './plan-reader.ts';
import type { LiveStore } from './store.ts';
import type { Timers } from './timers.ts';

/** Plans whose state is remembered: the last ones asked for. */
const MAX_FILES = 50;

/** Which plan's file, and how it is looked at. */
interface PlanPlace {
  readonly uri: string;
  /** Absolute path. */
  readonly path: string;
  /** The day that is looked back to; milliseconds since the epoch. */
  readonly asOf?: number | undefined;
}

/** A plan's file as it is read now. */
export interface PlanFile extends PlanPlace {
  readonly documents: readonly Pick<CheckedDocument, 'root'>[];
}

/** Without the trees, of which only what was asked and found is kept. */
const placeOf = ({ uri, path, asOf }: PlanFile): PlanPlace => ({ uri, path, asOf });

/** How the models of one file stand. */
export interface LiveFile {
  /** When it was put together; milliseconds since the epoch. */
  readonly readAt: number;
  readonly asOf?: number | undefined;
  /** One for each plan of the file. */
  readonly plans: readonly { readonly answers: PlanAnswers; readonly assessment: Assessment }[];
}

export interface ReadRequest {
  readonly range?: RangeChoice;
  readonly force?: boolean;
  readonly local?: boolean;
  readonly signal: AbortSignal;
  readonly progress?: (done: number, total: number) => void;
}

/** Reads plans through the store, and keeps of each how it stood last: what diagnostics and hints show. */
export class LivePlans {
  private readonly store: LiveStore;
  private readonly reader: PlanReader;
  private readonly timers: Timers;
  private readonly analyse: Analyse;
  private readonly files = new Map<string, { file: PlanPlace; keys: ReadonlySet<string>; live: LiveFile }>();
  private readonly dirty = new Set<string>();
  private readonly listeners = new Set<(uri: string) => void>();

  constructor(store: LiveStore, reader: PlanReader, timers: Timers, analyse: Analyse) {
    this.store = store;
    this.reader = reader;
    this.timers = timers;
    this.analyse = analyse;
    this.store.onChange((key) => this.dirty.add(key));
  }

  /** Tells of each file whose models stand otherwise than before, because something was read. */
  onChange(listener: (uri: string) => void): void {
    this.listeners.add(listener);
  }

  /** How the models of a file stood when it was read last; undefined: nobody has looked. */
  last(uri: string): LiveFile | undefined {
    return this.files.get(uri)?.live;
  }

  /** Milliseconds after which the sources of a file may have something new. */
  period(uri: string): number | undefined {
    const ages = this.files.get(uri)?.live.plans.map(({ assessment }) => maxAgeOf(assessment.plan));
    return ages && ages.length > 0 ? Math.min(...ages) : undefined;
  }

  /** Asks the sources of a file as far as needed. Never rejects; what could not be read says so in the answers. */
  async read(file: PlanFile, request: ReadRequest): Promise<LiveFile> {
    let [done, total] = [0, 0];
    const plans = file.documents.map(({ root }) => livePlanOf(root));
    const answers = await Promise.all(
      plans.map((plan) =>
        this.reader.read(
          plan,
          { file: file.path, asOf: file.asOf },
          {
            range: request.range ?? 'all',
            force: request.force ?? false,
            local: request.local ?? false,
            signal: request.signal,
            planned: (count) => (total += count),
            answered: () => request.progress?.(Math.min(++done, total), total),
          },
        ),
      ),
    );
    const live = await this.judge(file, plans, answers);
    this.keep(file, plans, live);
    await this.tell();
    return live;
  }

  /**
   * After an edit: reads what this machine has where the plan asks otherwise than before, else judges what is known by the
   * plan's new lines, if it draws any. Never rejects.
   */
  async edited(file: PlanFile, signal: AbortSignal): Promise<void> {
    const known = this.files.get(file.uri);
    const plans = file.documents.map(({ root }) => livePlanOf(root));
    const isSame = known !== undefined && sameItems(known.keys, keysOfPlans(plans, file));
    if (!isSame || known.file.asOf !== file.asOf || known.live.plans.length !== plans.length) {
      await this.read(file, { local: true, signal });
      return;
    }
    const before = known.live.plans.map(({ assessment }) => assessment.plan);
    if (plans.every((plan, position) => saysTheSame(plan, before[position]))) return;
    const live = await this.judge(file, plans, this.peek(plans, file), known.live);
    const entry = this.files.get(file.uri);
    if (entry === known) this.files.set(file.uri, { ...known, file: placeOf(file), live });
  }

  /** Every file that was read, the last one at the end. */
  uris(): string[] {
    return [...this.files.keys()];
  }

  private async judge(
    { asOf }: PlanPlace,
    plans: readonly LivePlan[],
    answers: readonly PlanAnswers[],
    before?: LiveFile,
  ): Promise<LiveFile> {
    const readAt = this.timers.now();
    const options = { now: asOf ?? readAt, isLookBack: asOf !== undefined, analyse: this.analyse };
    const judged: { answers: PlanAnswers; assessment: Assessment }[] = [];
    for (const [position, plan] of plans.entries()) {
      const of = answers[position] ?? { series: [], drift: new Map() };
      const known = isSameMinute(readAt, before?.readAt) && before?.asOf === asOf ? before?.plans[position] : undefined;
      const isAsBefore = known && saysTheSameAround(plan, known.assessment.plan);
      // What depends on the same answer, the same lines and the same minute has been worked out before.
      const knownOf = (index: number): AssessedIndicator | undefined =>
        isAsBefore &&
        known.assessment.plan.indicators[index] === plan.indicators[index] &&
        isSameAnswer(known.answers.series[index], of.series[index])
          ? known.assessment.indicators[index]
          : undefined;
      for (const index of plan.indicators.keys()) {
        if (!of.series[index]?.result || knownOf(index)) continue;
        // One series after the other, each in a turn of its own: others are answered in between.
        await turn();
        assess({ ...plan, indicators: plan.indicators.slice(index, index + 1), columns: [] }, only(of, index), options);
      }
      judged.push({ answers: of, assessment: assess(plan, of, options, knownOf) });
    }
    return { readAt, asOf, plans: judged };
  }

  private peek(plans: readonly LivePlan[], { path, asOf }: PlanPlace): PlanAnswers[] {
    return plans.map((plan) => this.reader.peek(plan, { file: path, asOf }));
  }

  private keep(file: PlanFile, plans: readonly LivePlan[], live: LiveFile): void {
    const keys = keysOfPlans(plans, file);
    this.files.delete(file.uri);
    this.files.set(file.uri, { file: placeOf(file), keys, live });
    const oldest = this.files.size > MAX_FILES ? this.files.keys().next().value : undefined;
    if (oldest !== undefined) this.files.delete(oldest);
  }

  /** Judges again every file that shares what was read. */
  private async tell(): Promise<void> {
    const changed = new Set(this.dirty);
    this.dirty.clear();
    if (changed.size === 0) return;
    for (const [uri, { file, keys, live: before }] of [...this.files]) {
      if (![...keys].some((key) => changed.has(key))) continue;
      const plans = before.plans.map(({ assessment }) => assessment.plan);
      const live = await this.judge(file, plans, this.peek(plans, file), before);
      const entry = this.files.get(uri);
      if (entry?.file === file) this.files.set(uri, { ...entry, live });
      for (const listener of this.listeners) listener(uri);
    }
  }
}

const keysOfPlans = (plans: readonly LivePlan[], { path, asOf }: PlanFile): ReadonlySet<string> =>
  new Set(plans.flatMap((plan) => keysOf(questionsOf(plan, { file: path, asOf }))));

const isSameMinute = (a: number, b: number | undefined): boolean =>
  b !== undefined && Math.floor(a / 60_000) === Math.floor(b / 60_000);

const isSameAnswer = (a: Answer<unknown> | undefined, b: Answer<unknown> | undefined): boolean =>
  a?.result === b?.result && a?.failure === b?.failure && a?.fetchedAt === b?.fetchedAt;

/** Whether two plans say the same beside their indicators. */
function saysTheSameAround(plan: LivePlan, other: LivePlan): boolean {
  const around = ({ indicators: _, ...rest }: LivePlan): string => JSON.stringify(rest);
  return around(plan) === around(other);
}

/** Indicators that an edit left as they are, are the same objects. */
const saysTheSame = (plan: LivePlan, other: LivePlan | undefined): boolean =>
  other?.indicators.length === plan.indicators.length &&
  plan.indicators.every((one, at) => {
    const old = other.indicators[at];
    return one === old || JSON.stringify(one) === JSON.stringify(old);
  }) &&
  saysTheSameAround(plan, other);

const sameItems = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((item) => b.has(item));

const only = (answers: PlanAnswers, index: number): PlanAnswers => ({
  series: answers.series.slice(index, index + 1),
  drift: new Map(),
});
