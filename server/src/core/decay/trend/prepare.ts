import { median } from '../numeric/order.ts';
import type { Sample } from '../series.ts';

/** More values are joined before anything looks at all their pairs: 125,000 slopes are sorted out in milliseconds. */
const MOST_POINTS = 500;
/** Beyond it differences and squares leave the range of numbers; no indicator measures it. */
const LARGEST = 1e150;

/** Values to compute with: ascending times, each once. */
export interface Prepared {
  /** Milliseconds since the epoch. */
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/**
 * Samples in order of time, those of one time joined by their median, and those within one interval of a series that is
 * denser than the plan says: a value repeated every minute is not a new one. More than 500 are joined in neighbouring
 * groups of one size, time and value by their medians.
 * @param interval milliseconds between two values, where the plan says so
 */
export function prepare(samples: readonly Sample[], interval?: number): Prepared {
  const usable = samples.filter(({ time, value }) => Number.isFinite(time) && Math.abs(value) <= LARGEST);
  const ordered = usable.some(({ time }, index) => time < (usable[index - 1]?.time ?? -Infinity))
    ? usable.toSorted((a, b) => a.time - b.time)
    : usable;
  const isRepeated = ordered.some(({ time }, index) => time === ordered[index - 1]?.time);
  const single = isRepeated ? joined(ordered, ({ time }) => time) : ordered;
  const each = isDense(single, interval) ? joined(single, ({ time }) => Math.floor(time / interval)) : single;
  const size = Math.ceil(each.length / MOST_POINTS);
  const kept = size > 1 ? joined(each, (_, index) => Math.floor(index / size)) : each;
  return { times: Float64Array.from(kept, ({ time }) => time), values: Float64Array.from(kept, ({ value }) => value) };

  function isDense(all: readonly Sample[], between: number | undefined): between is number {
    const span = (all.at(-1)?.time ?? 0) - (all[0]?.time ?? 0);
    return between !== undefined && between > 0 && span / Math.max(1, all.length - 1) < between / 2;
  }
}

/** Neighbours of one group become one. */
function joined(samples: readonly Sample[], groupOf: (sample: Sample, index: number) => number): readonly Sample[] {
  const result: Sample[] = [];
  let [from, group] = [0, NaN];
  samples.forEach((sample, index) => {
    const next = groupOf(sample, index);
    if (index > 0 && next !== group) close(index);
    group = next;
  });
  if (samples.length > 0) close(samples.length);
  return result.length === samples.length ? samples : result;

  function close(to: number): void {
    const [first] = [samples[from]];
    if (to - from === 1 && first) result.push(first);
    else {
      const part = samples.slice(from, to);
      result.push({ time: median(part.map(({ time }) => time)), value: median(part.map(({ value }) => value)) });
    }
    from = to;
  }
}
