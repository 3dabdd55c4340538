import { setImmediate as turn } from 'node:timers/promises';
import type { Timers } from '../../server/src/main/live/timers.ts';
import { randomOf } from './noise.ts';

/** A clock that only moves when it is told to: an hour takes as long as what is due in it. */
export class SimulatedTime implements Timers {
  private time: number;
  private readonly chance: () => number;
  private due: { at: number; readonly action: () => void }[] = [];

  /** @param random at least 0, below 1; by default a stream of numbers that is the same each time */
  constructor(start = Date.UTC(2026, 10, 24), random?: () => number) {
    this.time = start;
    const stream = randomOf(7);
    this.chance = random ?? (() => stream.next());
  }

  readonly now = (): number => this.time;
  readonly random = (): number => this.chance();

  readonly after = (milliseconds: number, action: () => void): (() => void) => {
    const entry = { at: this.time + milliseconds, action };
    this.due.push(entry);
    return () => {
      this.due = this.due.filter((other) => other !== entry);
    };
  };

  /** Timers that wait. */
  get waiting(): number {
    return this.due.length;
  }

  /** Somebody sets the clock: what is due stays as far away as it was. */
  set(by: number): void {
    this.time += by;
    this.due = this.due.map((entry) => Object.assign(entry, { at: entry.at + by }));
  }

  /** The machine sleeps: what falls due meanwhile is late, and happens when it wakes. */
  async sleep(milliseconds: number): Promise<void> {
    await settle();
    this.time += milliseconds;
    await this.pass(0);
  }

  /** Lets so many milliseconds pass, with all that is due in them. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    await settle();
    for (let next = this.next(end); next; next = this.next(end)) {
      this.due = this.due.filter((other) => other !== next);
      this.time = Math.max(this.time, next.at);
      next.action();
      await settle();
    }
    this.time = Math.max(this.time, end);
  }

  private next(end: number): { readonly at: number; readonly action: () => void } | undefined {
    const [first] = [...this.due].sort((a, b) => a.at - b.at);
    return first && first.at <= end ? first : undefined;
  }
}

/** What follows from a promise has happened. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 5; turns++) await turn();
}
