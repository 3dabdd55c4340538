import { SourceError } from '../../../server/src/backends/source-error.ts';

export interface GateLimits {
  /** Work at a time. */
  readonly total: number;
  /** Of it, for one key. */
  readonly perKey: number;
}

interface Waiting {
  readonly key: string;
  readonly start: () => void;
}

/** Lets a bounded number of requests through at a time; the others wait in order, none behind another key that is full. */
export class Gate {
  private readonly limits: GateLimits;
  private readonly running = new Map<string, number>();
  private count = 0;
  private waiting: Waiting[] = [];

  constructor(limits: GateLimits) {
    this.limits = limits;
  }

  /** Runs `work` when there is room. Rejects with a SourceError 'cancelled' when `signal` aborts before. */
  async run<T>(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.enter(key, signal);
    try {
      return await work();
    } finally {
      this.leave(key);
    }
  }

  private enter(key: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry = { key, start: (): void => started() };
      const giveUp = (): void => {
        this.waiting = this.waiting.filter((other) => other !== entry);
        reject(new SourceError('cancelled', 'The request was given up before it was sent.'));
      };
      const started = (): void => {
        signal.removeEventListener('abort', giveUp);
        this.count++;
        this.running.set(key, (this.running.get(key) ?? 0) + 1);
        resolve();
      };
      if (signal.aborted) {
        giveUp();
        return;
      }
      signal.addEventListener('abort', giveUp, { once: true });
      this.waiting.push(entry);
      this.letIn();
    });
  }

  private leave(key: string): void {
    this.count--;
    const left = (this.running.get(key) ?? 1) - 1;
    if (left > 0) this.running.set(key, left);
    else this.running.delete(key);
    this.letIn();
  }

  private letIn(): void {
    while (this.count < this.limits.total) {
      const index = this.waiting.findIndex(({ key }) => (this.running.get(key) ?? 0) < this.limits.perKey);
      if (index < 0) return;
      const [next] = this.waiting.splice(index, 1);
      next?.start();
    }
  }
}
