import { readFileSync } from 'node:fs';

/** What the example recorded of one week. */
export interface Week {
  /** Metrics without a column, by name. */
  readonly metrics: ReadonlyMap<string, number>;
  /** Population stability index by column. */
  readonly drift: ReadonlyMap<string, number>;
}

/** The weeks of the example's history (timestamp, model_version, metric, column, value, n), in order. */
export function recordedWeeks(file: string): Week[] {
  const weeks = new Map<string, { metrics: Map<string, number>; drift: Map<string, number> }>();
  for (const line of readFileSync(file, 'utf8').trim().split('\n').slice(1)) {
    const [timestamp = '', , metric = '', column = '', value] = line.split(',');
    const week = weeks.get(timestamp) ?? { metrics: new Map(), drift: new Map() };
    weeks.set(timestamp, week);
    if (column === '') week.metrics.set(metric, Number(value));
    else if (metric === 'psi') week.drift.set(column, Number(value));
  }
  return [...weeks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, week]) => week);
}

/** The recorded year, told again faster: each week lasts `weekMs`. */
export class Replay {
  readonly weekMs: number;
  private readonly weeks: readonly Week[];
  /** When the first week ends. */
  private readonly start: number;

  /** @param past so many weeks have ended at `now` */
  constructor(weeks: readonly Week[], past: number, weekMs: number, now: number) {
    this.weeks = weeks;
    this.weekMs = weekMs;
    this.start = now - past * weekMs;
  }

  /** The week that ended last at `time`; the year's last one from its end on. */
  at(time: number): Week | undefined {
    return this.weeks[Math.min(Math.floor((time - this.start) / this.weekMs), this.weeks.length - 1)];
  }

  /** The ends of the weeks up to `time`. */
  *until(time: number): Generator<readonly [end: number, week: Week]> {
    for (const [index, week] of this.weeks.entries()) {
      const end = this.start + index * this.weekMs;
      if (end > time) return;
      yield [end, week];
    }
  }
}
