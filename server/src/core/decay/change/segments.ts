/** What a further segment must explain, in variances of the noise, for `count` values. */
const penaltyOf = (count: number): number => 8 + 2 * Math.log(count);

/**
 * Cuts values into segments with a line of their own each, by dynamic programming: the least sum of squares beside the
 * lines, and a penalty for each segment. A cut may be a step, a bend, or chance: what it is must be tested.
 * @param noise standard deviation of the values beside the lines
 * @param side least number of values of a segment
 * @param most cuts; with more, each is made to cost more
 * @returns indices of the first values of all segments but the first
 */
export function segments(
  values: Float64Array,
  { noise, side, most }: { readonly noise: number; readonly side: number; readonly most: number },
): number[] {
  const squares = squaresBesideLines(values, noise);
  for (let penalty = penaltyOf(values.length); ; penalty *= 2) {
    const cuts = cutsOf(values.length, squares, side, penalty);
    if (cuts.length <= most) return cuts;
  }
}

function cutsOf(n: number, squares: (from: number, to: number) => number, side: number, penalty: number): number[] {
  const cost = new Float64Array(n + 1).fill(Infinity);
  const start = new Int32Array(n + 1);
  cost[0] = 0;
  for (let to = side; to <= n; to++) {
    for (let from = 0; from <= to - side; from++) {
      const before = (cost[from] ?? Infinity) + penalty;
      if (before >= (cost[to] ?? Infinity)) continue;
      const all = before + squares(from, to);
      if (all < (cost[to] ?? Infinity)) [cost[to], start[to]] = [all, from];
    }
  }
  const cuts: number[] = [];
  for (let at = start[n] ?? 0; at > 0; at = start[at] ?? 0) cuts.unshift(at);
  return cuts;
}

/** Of any part, from sums up to each value: sum of squares beside its line, in variances of the noise. */
function squaresBesideLines(values: Float64Array, noise: number): (from: number, to: number) => number {
  const n = values.length;
  const middle = values[n >> 1] ?? 0;
  const [y, ty, yy] = [new Float64Array(n + 1), new Float64Array(n + 1), new Float64Array(n + 1)];
  for (let index = 0; index < n; index++) {
    const value = ((values[index] ?? NaN) - middle) / noise;
    y[index + 1] = (y[index] ?? 0) + value;
    ty[index + 1] = (ty[index] ?? 0) + index * value;
    yy[index + 1] = (yy[index] ?? 0) + value * value;
  }
  const between = (sums: Float64Array, from: number, to: number): number => (sums[to] ?? 0) - (sums[from] ?? 0);
  return (from, to) => {
    const count = to - from;
    const sum = between(y, from, to);
    const product = between(ty, from, to) - ((from + to - 1) / 2) * sum;
    const spread = (count * (count * count - 1)) / 12;
    return Math.max(0, between(yy, from, to) - (sum * sum) / count - (product * product) / spread);
  };
}
