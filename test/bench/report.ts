export interface Row {
  readonly what: string;
  readonly ours: string;
  readonly theirs: string;
  readonly ratio: number;
  /** The ratio aimed at. */
  readonly limit: number;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** `median (first quartile – third quartile)`. */
export function spread(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(1);
  return `${median(values).toFixed(1)} (${at(0.25)}–${at(0.75)})`;
}

export function markdown(rows: readonly Row[]): string {
  return [
    '| measured | production-first | yaml-language-server | ratio | aim |',
    '|---|---|---|---|---|',
    ...rows.map(
      ({ what, ours, theirs, ratio, limit }) =>
        `| ${what} | ${ours} | ${theirs} | ${ratio.toFixed(3)} | ≤ ${limit.toFixed(3)} |`,
    ),
  ].join('\n');
}
