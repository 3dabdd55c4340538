/** Sums of so many neighbouring values, as the window keeps them. */
interface Bucket {
  readonly size: number;
  readonly total: number;
  /** Sum of squared distances from the bucket's mean. */
  readonly spread: number;
}

export interface AdwinOptions {
  /** Confidence: smaller alarms less. */
  readonly delta?: number;
  /** The window is looked at every so many values: 1 for values that come daily. */
  readonly clock?: number;
  /** Buckets of one size before two are merged. */
  readonly buckets?: number;
  /** Least values on both sides of a cut. */
  readonly side?: number;
  /** Nothing is looked at before there are more. */
  readonly grace?: number;
}

/**
 * Adaptive windowing (Bifet and Gavaldà 2007) over exponential histograms: alarms where two parts of the window have means
 * further apart than chance allows, and then starts anew. Cuts are tried where river tries them: not behind the newest two
 * buckets of a size.
 * @returns for each value whether it alarmed
 */
export function adwin(values: ArrayLike<number>, options: AdwinOptions = {}): boolean[] {
  const { delta = 0.002, clock = 1, buckets = 5, side = 5, grace = 10 } = options;
  /** By size, the smallest first; in each the oldest first. */
  let rows: Bucket[][] = [];
  let window: Bucket = EMPTY;
  let ticks = 0;
  return Array.from(values, (value) => {
    const single = { size: 1, total: value, spread: 0 };
    window = merged(window, single);
    insert(rows, single, buckets);
    ticks++;
    if (ticks % clock !== 0 || window.size <= grace || !isCut(rows, window, delta, side)) return false;
    [rows, window, ticks] = [[], EMPTY, 0];
    return true;
  });
}

const EMPTY: Bucket = { size: 0, total: 0, spread: 0 };

function merged(a: Bucket, b: Bucket): Bucket {
  const apart = a.size > 0 && b.size > 0 ? a.total / a.size - b.total / b.size : 0;
  const size = a.size + b.size;
  return { size, total: a.total + b.total, spread: a.spread + b.spread + (a.size * b.size * apart * apart) / size };
}

function insert(rows: Bucket[][], bucket: Bucket, most: number): void {
  let carried: Bucket | undefined = bucket;
  for (let row = 0; carried; row++) {
    const list = (rows[row] ??= []);
    list.push(carried);
    carried = undefined;
    const [oldest, next] = list;
    if (list.length > most && oldest && next) {
      list.splice(0, 2);
      carried = merged(oldest, next);
    }
  }
}

function isCut(rows: readonly Bucket[][], window: Bucket, delta: number, side: number): boolean {
  const confidence = Math.log((2 * Math.log(window.size)) / delta);
  let [size, total] = [0, 0];
  for (const row of rows.toReversed()) {
    for (const bucket of row.slice(0, -1)) {
      size += bucket.size;
      total += bucket.total;
      const rest = window.size - size;
      if (size < side || rest < side) continue;
      const harmonic = 1 / (size - side + 1) + 1 / (rest - side + 1);
      const limit =
        Math.sqrt(2 * harmonic * (window.spread / window.size) * confidence) + (2 / 3) * harmonic * confidence;
      if (Math.abs(total / size - (window.total - total) / rest) > limit) return true;
    }
  }
  return false;
}
