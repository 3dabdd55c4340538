import type { Timers } from './timers.ts';

/** Part of the period by which reading is put off at random, so that many windows do not ask at the same moment. */
const JITTER = 0.1;
/** Until a plan that was never read is looked at again. */
const FIRST = 30_000;

export interface RefresherOptions {
  readonly timers: Timers;
  /** Milliseconds after which the sources of a plan may have something new; undefined while it was never read. */
  readonly period: (uri: string) => number | undefined;
  /** Reads what is no longer young. Never rejects. */
  readonly read: (uri: string, signal: AbortSignal) => Promise<void>;
}

interface Watched {
  cancel: () => void;
  readonly controller: AbortController;
}

/** Reads by the clock the plans that are on the screen, and no others. */
export class Refresher {
  private readonly options: RefresherOptions;
  private readonly watched = new Map<string, Watched>();

  constructor(options: RefresherOptions) {
    this.options = options;
  }

  /** @param uris all plans that are on the screen now */
  watch(uris: readonly string[]): void {
    const wanted = new Set(uris);
    for (const [uri, { cancel, controller }] of this.watched) {
      if (wanted.has(uri)) continue;
      this.watched.delete(uri);
      cancel();
      controller.abort();
    }
    for (const uri of wanted) {
      if (this.watched.has(uri)) continue;
      const entry: Watched = { cancel: () => undefined, controller: new AbortController() };
      this.watched.set(uri, entry);
      this.schedule(uri, entry);
    }
  }

  isWatched(uri: string): boolean {
    return this.watched.has(uri);
  }

  private schedule(uri: string, entry: Watched): void {
    const { timers, period, read } = this.options;
    const pause = (period(uri) ?? FIRST) * (1 + timers.random() * JITTER);
    entry.cancel = timers.after(pause, () => {
      void read(uri, entry.controller.signal).then(() => {
        if (this.watched.get(uri) === entry) this.schedule(uri, entry);
      });
    });
  }
}
