import type { SourceError } from '../../backends/source-error.ts';
import type { Timers } from './timers.ts';

const FIRST = 15_000;
const LONGEST = 3_600_000;

interface Trouble {
  readonly error: SourceError;
  readonly failures: number;
  readonly failedAt: number;
  readonly until: number;
  /** The server itself asked to wait: nobody may hurry it. */
  readonly asked: boolean;
}

/** How long each source is left alone after it failed: longer each time, and never all clients at the same moment. */
export class BackOff {
  private readonly timers: Timers;
  private readonly troubles = new Map<string, Trouble>();

  constructor(timers: Timers) {
    this.timers = timers;
  }

  /**
   * Why `place` is to be left alone now; undefined: it may be asked.
   * @param force somebody asks to try again
   */
  waiting(place: string, force: boolean): SourceError | undefined {
    const trouble = this.troubles.get(place);
    if (trouble === undefined || (force && !trouble.asked)) return undefined;
    const now = this.timers.now();
    // A clock that was set back would leave the source alone until it has caught up.
    return now >= trouble.failedAt && now < trouble.until ? trouble.error : undefined;
  }

  /** @param startedAt of the attempt: what was under way when another one failed tells nothing new */
  failed(place: string, startedAt: number, error: SourceError): void {
    const { retryAfter } = error;
    const before = this.troubles.get(place);
    const isNew = before === undefined || startedAt >= before.failedAt;
    const failures = (before?.failures ?? 0) + (isNew ? 1 : 0);
    const pause = Math.min(LONGEST, FIRST * 2 ** Math.min(failures - 1, 20)) * (0.75 + this.timers.random() / 2);
    const now = this.timers.now();
    const wait = Math.min(LONGEST, Math.max(pause, retryAfter ?? 0));
    if (isNew || retryAfter !== undefined)
      this.troubles.set(place, { error, failures, failedAt: now, until: now + wait, asked: retryAfter !== undefined });
  }

  succeeded(place: string): void {
    this.troubles.delete(place);
  }
}
