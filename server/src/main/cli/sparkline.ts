const BARS = '▁▂▃▄▅▆▇█';

/** Values as a row of at most `width` bars, each the last of its part; equal values lie in the middle. */
export function sparkline(values: readonly number[], width: number): string {
  const size = Math.min(width, values.length);
  const shown = Array.from(
    { length: size },
    (_, part) => values[Math.ceil(((part + 1) * values.length) / size) - 1] ?? 0,
  );
  const low = shown.reduce((a, b) => Math.min(a, b), Infinity);
  const span = shown.reduce((a, b) => Math.max(a, b), -Infinity) - low;
  return shown
    .map((value) => BARS[span > 0 ? Math.round(((value - low) / span) * (BARS.length - 1)) : 3] ?? '')
    .join('');
}
