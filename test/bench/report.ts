/** One measure: samples of ours and, where there is one, of a yardstick taken in turn with them. */
export interface Row {
  readonly what: string;
  readonly unit: 'ms' | 'MiB' | 'kB';
  readonly ours: readonly number[];
  /** What the yardstick is, and its samples. */
  readonly yardstick?: { readonly name: string; readonly samples: readonly number[] };
  /** The ratio to the yardstick that is aimed at. */
  readonly aim?: number;
}

/** A part of the benchmark: `npm run bench -- --only <name>` runs it alone. */
export interface Bench {
  readonly name: string;
  readonly title: string;
  readonly run: (options: BenchOptions) => Promise<readonly Row[]>;
}

export interface BenchOptions {
  /** Divides the number of rounds: 1 measures, more only tries out. */
  readonly hurry: number;
}

export const rounds = (count: number, { hurry }: BenchOptions): number => Math.max(1, Math.round(count / hurry));

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** `median (first quartile – third quartile)`; one sample stands alone. */
export function spread(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const digits = median(values) < 100 ? 1 : 0;
  const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(digits);
  const middle = median(values).toFixed(digits);
  return sorted.length === 1 ? middle : `${middle} (${at(0.25)}–${at(0.75)})`;
}

export const ratioOf = ({ ours, yardstick }: Row): number | undefined =>
  yardstick && median(ours) / median(yardstick.samples);

export function markdown(rows: readonly Row[]): string {
  return [
    '| measured | production-first | yardstick | ratio | aim |',
    '|---|---|---|---|---|',
    ...rows.map((row) => {
      const { what, unit, ours, yardstick, aim } = row;
      const theirs = yardstick ? `${yardstick.name}: ${spread(yardstick.samples)}` : '';
      const ratio = ratioOf(row);
      const target = aim === undefined ? '' : `≤ ${aim.toFixed(2)}${(ratio ?? 0) > aim ? ', missed' : ''}`;
      return `| ${what} (${unit}) | ${spread(ours)} | ${theirs} | ${ratio?.toFixed(3) ?? ''} | ${target} |`;
    }),
  ].join('\n');
}

/** A clean-up list for what a round starts, let go of at its end. */
export async function owned<R>(
  work: (owner: { readonly after: (release: () => void | Promise<void>) => void }) => Promise<R>,
): Promise<R> {
  const releases: (() => void | Promise<void>)[] = [];
  try {
    return await work({ after: (release) => void releases.push(release) });
  } finally {
    for (const release of releases.reverse()) await release();
  }
}

/** Milliseconds that `work` takes, and its result. */
export async function timed<R>(work: () => R | Promise<R>): Promise<readonly [took: number, result: R]> {
  const started = performance.now();
  const result = await work();
  return [performance.now() - started, result];
}
