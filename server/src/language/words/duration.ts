const UNITS: Readonly<Record<string, string>> = {
  y: 'year',
  w: 'week',
  d: 'day',
  h: 'hour',
  m: 'minute',
  s: 'second',
  ms: 'millisecond',
};
/** From where on a count of one unit is easier to read in larger ones. Days stay days: months differ in length. */
const CARRY: readonly (readonly [unit: string, milliseconds: number, limit: number])[] = [
  ['h', 3_600_000, 48],
  ['m', 60_000, 90],
  ['s', 1_000, 90],
  ['ms', 1, 10_000],
];

export const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** A Prometheus duration as it is said: `1h30m` is "1 hour 30 minutes". */
export function durationInWords(duration: string): string {
  const parts = [...duration.matchAll(/(\d+)(ms|[ywdhms])/g)];
  return parts.map(([, count, unit = '']) => plural(Number(count), UNITS[unit] ?? unit)).join(' ') || '0 seconds';
}

/** The same time in larger units, where a single unit was counted far: `720h` is "30 days". Undefined where that helps nobody. */
export function carriedOver(duration: string): string | undefined {
  const match = /^(\d+)(ms|[hms])$/.exec(duration);
  const rule = CARRY.find(([unit]) => unit === match?.[2]);
  if (!match || !rule || Number(match[1]) < rule[2]) return undefined;
  return spanInWords(Number(match[1]) * rule[1]);
}

function spanInWords(milliseconds: number): string {
  const parts: string[] = [];
  let rest = milliseconds;
  for (const [unit, size] of [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1_000],
    ['millisecond', 1],
  ] as const) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(plural(count, unit));
  }
  return parts.join(' ');
}
