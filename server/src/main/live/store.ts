import { isDeepStrictEqual } from 'node:util';
import { SourceError, type SourceErrorReason } from '../../backends/source-error.ts';
import {
  isOfTheSource,
  type Answer,
  type DriftAnswer,
  type RegistryAnswer,
  type RulesAnswer,
  type SeriesAnswer,
} from '../../core/decay/answers.ts';
import { BackOff } from './back-off.ts';
import type { Question } from './question.ts';
import { Slots } from './slots.ts';
import type { Timers } from './timers.ts';

/** Answers kept in memory: the least used go first. */
const MAX_ENTRIES = 500;
/** Questions one source is asked at once. */
const AT_ONCE = 4;
/** For the whole answer to one question, all its pages included; milliseconds. */
const TIME_LIMIT = 60_000;

/** What a question of that kind is answered with. */
export type ResultOf<Q extends Question> = Q extends { readonly kind: 'series' }
  ? SeriesAnswer
  : Q extends { readonly kind: 'drift' }
    ? DriftAnswer
    : Q extends { readonly kind: 'rules' }
      ? RulesAnswer
      : RegistryAnswer;
export type Result = SeriesAnswer | DriftAnswer | RegistryAnswer | RulesAnswer;

/** Where answers outlive the process. Never rejects. */
export interface AnswerDisk {
  readonly load: (question: Question) => Promise<{ readonly result: Result; readonly fetchedAt: number } | undefined>;
  readonly save: (question: Question, result: Result, fetchedAt: number) => void;
}

export interface StoreOptions {
  readonly timers: Timers;
  /** Asks the source; rejects with a SourceError. */
  readonly ask: (question: Question, signal: AbortSignal) => Promise<Result>;
  readonly disk?: AnswerDisk | undefined;
}

export interface AskOptions {
  /** Milliseconds for which an answer is young enough. */
  readonly maxAge: number;
  /** Ask again whatever the age. */
  readonly force?: boolean;
  /** What the answer depends on beside the question, such as the state of the files: another mark, another answer. */
  readonly mark?: string | undefined;
  readonly signal: AbortSignal;
}

interface Entry extends Answer<Result> {
  readonly reason?: SourceErrorReason;
  /** When it was last asked, with or without success. */
  readonly triedAt?: number;
  readonly mark?: string | undefined;
}

interface Flight {
  readonly key: string;
  readonly promise: Promise<Entry>;
  readonly controller: AbortController;
  waiters: number;
}

/** What was read of data sources: each question is asked once, however many want to know, and no more often than needed. */
export class LiveStore {
  private readonly options: StoreOptions;
  private readonly entries = new Map<string, Entry>();
  private readonly flights = new Map<string, Flight>();
  private readonly slots = new Slots(AT_ONCE);
  private readonly backOff: BackOff;
  private readonly listeners = new Set<(key: string) => void>();

  constructor(options: StoreOptions) {
    this.options = options;
    this.backOff = new BackOff(options.timers);
  }

  /** Tells of every question whose answer has become another. */
  onChange(listener: (key: string) => void): void {
    this.listeners.add(listener);
  }

  /** What is known without asking anybody. */
  peek<Q extends Question>(question: Q): Answer<ResultOf<Q>> | undefined {
    return this.entries.get(question.key) as Answer<ResultOf<Q>> | undefined;
  }

  /** What an earlier process has left on disk, where nothing newer is known; it counts as read before, not as young. */
  async recall<Q extends Question>(question: Q): Promise<Answer<ResultOf<Q>> | undefined> {
    if (!this.entries.has(question.key)) {
      const kept = await this.options.disk?.load(question);
      if (kept && !this.entries.has(question.key)) this.put(question.key, kept);
    }
    return this.peek(question);
  }

  /** The answer, young enough or read anew. Never rejects: what went wrong is in the answer. */
  async ask<Q extends Question>(question: Q, options: AskOptions): Promise<Answer<ResultOf<Q>>> {
    await this.recall(question);
    const entry = this.entries.get(question.key);
    if (entry && this.isGood(entry, options)) return this.touch(question.key, entry) as Answer<ResultOf<Q>>;
    if (options.signal.aborted) return (entry ?? CANCELLED) as Answer<ResultOf<Q>>;
    const flight = this.flights.get(question.key) ?? this.start(question, options);
    return this.join(flight, entry, options.signal) as Promise<Answer<ResultOf<Q>>>;
  }

  private isGood(entry: Entry, { maxAge, force, mark }: AskOptions): boolean {
    if (force || entry.triedAt === undefined || entry.mark !== mark) return false;
    // What a person has to agree to may have been agreed to since; a source in trouble has its own pause.
    if (entry.reason === 'untrusted' || (entry.reason && isOfTheSource(entry.reason))) return false;
    const age = this.options.timers.now() - entry.triedAt;
    // A clock that was set back makes nothing young.
    return age >= 0 && age < maxAge;
  }

  private start(question: Question, options: AskOptions): Flight {
    const controller = new AbortController();
    const promise = this.slots
      .run(question.place, () => this.attempt(question, options, controller))
      .finally(() => {
        if (this.flights.get(question.key)?.controller === controller) this.flights.delete(question.key);
      });
    const flight = { key: question.key, promise, controller, waiters: 0 };
    this.flights.set(question.key, flight);
    return flight;
  }

  /** Waits with others; who gives up gets what was known, and when all have, the source is told. */
  private async join(flight: Flight, known: Entry | undefined, signal: AbortSignal): Promise<Entry> {
    flight.waiters++;
    let leave = (): void => undefined;
    const left = new Promise<Entry>((resolve) => {
      leave = () => resolve(known ?? CANCELLED);
      signal.addEventListener('abort', leave, { once: true });
    });
    try {
      return await Promise.race([flight.promise, left]);
    } finally {
      signal.removeEventListener('abort', leave);
      if (--flight.waiters === 0 && this.flights.get(flight.key) === flight) {
        this.flights.delete(flight.key);
        flight.controller.abort();
      }
    }
  }

  private async attempt(question: Question, { force, mark }: AskOptions, controller: AbortController): Promise<Entry> {
    const { key, place } = question;
    const known = this.entries.get(key);
    if (controller.signal.aborted) return known ?? CANCELLED;
    const waiting = this.backOff.waiting(place, force ?? false);
    // It failed a moment ago, perhaps at another question: the reason is the same.
    if (waiting) return this.put(key, { ...lastGood(known), ...failureOf(waiting) });
    const startedAt = this.options.timers.now();
    try {
      const result = await this.within(question, controller);
      this.backOff.succeeded(place);
      const now = this.options.timers.now();
      this.options.disk?.save(question, result, now);
      return this.put(key, { result, fetchedAt: now, triedAt: now, mark });
    } catch (caught) {
      const error = asSourceError(caught);
      if (error.reason === 'cancelled') return known ?? CANCELLED;
      if (isOfTheSource(error.reason)) this.backOff.failed(place, startedAt, error);
      return this.put(key, { ...lastGood(known), ...failureOf(error), triedAt: this.options.timers.now(), mark });
    }
  }

  private async within(question: Question, controller: AbortController): Promise<Result> {
    let stop = (): void => undefined;
    const limit = new Promise<never>((_, reject) => {
      stop = this.options.timers.after(TIME_LIMIT, () => {
        const message = `${question.source.name} did not answer within ${TIME_LIMIT / 1000} seconds. See whether it is overloaded, or ask it for less.`;
        reject(new SourceError('timeout', message));
        controller.abort();
      });
      controller.signal.addEventListener('abort', () => reject(new SourceError('cancelled', 'Cancelled.')));
    });
    try {
      return await Promise.race([this.options.ask(question, controller.signal), limit]);
    } finally {
      stop();
    }
  }

  private put(key: string, entry: Entry): Entry {
    const before = this.entries.get(key);
    this.touch(key, entry);
    const oldest = this.entries.size > MAX_ENTRIES ? this.entries.keys().next().value : undefined;
    if (oldest !== undefined) this.entries.delete(oldest);
    const isSame =
      before?.failure?.message === entry.failure?.message && isDeepStrictEqual(before?.result, entry.result);
    if (!isSame) for (const listener of this.listeners) listener(key);
    return entry;
  }

  private touch(key: string, entry: Entry): Entry {
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry;
  }
}

const CANCELLED: Entry = { failure: { reason: 'cancelled', message: 'Reading was given up. Refresh to try again.' } };

const failureOf = ({ reason, message }: SourceError): Pick<Entry, 'reason' | 'failure'> => ({
  reason,
  failure: { reason, message },
});

const lastGood = (entry: Entry | undefined): Pick<Entry, 'result' | 'fetchedAt'> =>
  entry?.result && entry.fetchedAt !== undefined ? { result: entry.result, fetchedAt: entry.fetchedAt } : {};

function asSourceError(error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  const message = `The answer could not be read: ${error instanceof Error ? error.message : String(error)}.`;
  return new SourceError('bad-answer', message);
}
