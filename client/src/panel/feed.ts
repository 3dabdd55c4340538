import type { DecayView, HostMessage, RangeChoice } from '../../../server/src/core/panel/contract.ts';

export interface FeedParts {
  readonly ask: (wish: { range?: RangeChoice; refresh?: boolean }, signal: AbortSignal) => Promise<DecayView>;
  readonly post: (message: HostMessage) => void;
  /** Of an error, what to tell people. */
  readonly explain: (error: unknown) => string;
  readonly range: () => RangeChoice | undefined;
}

interface Load {
  readonly refresh: boolean;
  readonly controller: AbortController;
}

/** Keeps a page supplied: one request at a time, of which only the latest counts. */
export class DecayFeed {
  private readonly parts: FeedParts;
  private current: Load | undefined;
  /** The server has news of something that a request under way may have missed. */
  private again = false;

  constructor(parts: FeedParts) {
    this.parts = parts;
  }

  /**
   * Asks for what is shown, in place of a request under way.
   * @param refresh read the sources again however young the last answer is
   * @param quiet do not tell the page before the answer is there
   */
  async load({ refresh = false, quiet = false } = {}): Promise<void> {
    const { ask, post, explain } = this.parts;
    const before = this.current;
    const load: Load = { refresh: refresh || (before?.refresh ?? false), controller: new AbortController() };
    this.current = load;
    this.again = false;
    before?.controller.abort();
    if (!quiet) post({ type: 'loading' });
    const range = this.parts.range();
    try {
      const wish = { ...(range !== undefined && { range }), ...(load.refresh && { refresh: true }) };
      const view = await ask(wish, load.controller.signal);
      if (this.current === load) post({ type: 'view', view });
    } catch (error) {
      if (this.current === load) post({ type: 'failed', message: explain(error) });
    }
    if (this.current !== load) return;
    this.current = undefined;
    if (this.takeAgain()) await this.load({ quiet: true });
  }

  /** The server would now answer otherwise. */
  changed(): void {
    if (this.current) this.again = true;
    else void this.load({ quiet: true });
  }

  private takeAgain(): boolean {
    const { again } = this;
    this.again = false;
    return again;
  }

  progress(done: number, total: number): void {
    if (this.current) this.parts.post({ type: 'loading', progress: { done, total } });
  }

  /** Gives up the request under way; what was shown stays. */
  cancel(): void {
    if (!this.current) return;
    this.stop();
    this.parts.post({
      type: 'failed',
      message: 'Reading was cancelled. Press Refresh to read the data sources again.',
    });
  }

  stop(): void {
    const { current } = this;
    this.current = undefined;
    this.again = false;
    current?.controller.abort();
  }
}
