import { dateFormat, numberFormat } from '../words/formats.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS = [1, 2, 4, 7, 14, 30, 45, 60, 91, 182, 365];
const STEPS = [60_000, 5 * 60_000, 15 * 60_000, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, ...DAYS.map((days) => days * DAY)];

/** Round moments from `min` to `max` (milliseconds since the epoch), at most `most` of them, at least one. */
export function timeTicks(min: number, max: number, most: number): number[] {
  const room = Math.max(1, most);
  const wanted = (max - min) / room;
  const step = STEPS.find((candidate) => candidate >= wanted) ?? Math.ceil(wanted / (365 * DAY)) * 365 * DAY;
  const ticks: number[] = [];
  for (let time = Math.ceil(min / step) * step; time <= max && ticks.length < room; time += step) ticks.push(time);
  return ticks.length > 0 ? ticks : [min];
}

/** How a tick reads: with the hour where the whole axis is a few days, with the year where it is more than one. */
export function tickFormat(min: number, max: number): (time: number) => string {
  const span = max - min;
  const hours = span < 3 * DAY && ({ hour: '2-digit', minute: '2-digit' } as const);
  const year = span > 365 * DAY && ({ year: 'numeric' } as const);
  const day = span > 3 * 365 * DAY ? {} : ({ day: 'numeric' } as const);
  const format = dateFormat({ month: 'short', ...day, ...hours, ...year, timeZone: 'UTC' });
  return (time) => format.format(time);
}

const MOST_VALUES = 5;

/** Round values from `min` to `max`, and how they read: with as many digits as tell them apart. */
export function valueTicks(min: number, max: number): { values: number[]; format: (value: number) => string } {
  const rough = (max - min) / MOST_VALUES;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * size >= rough) ?? 10) * size;
  const values: number[] = [];
  const first = Math.ceil(min / step - 1e-9);
  for (let i = 0; i <= MOST_VALUES && (first + i) * step <= max + step * 1e-9; i++)
    values.push((first + i) * step || 0);
  const largest = Math.max(Math.abs(min), Math.abs(max));
  const decimals = Math.max(0, -Math.floor(Math.log10(step))) + (String(step / size) === '2.5' ? 1 : 0);
  const format =
    largest < 1e-3 || largest >= 1e15
      ? numberFormat({ notation: 'scientific', maximumSignificantDigits: 3 })
      : largest >= 1e4
        ? numberFormat({ notation: 'compact', maximumSignificantDigits: 4 })
        : numberFormat({
            minimumFractionDigits: Math.min(decimals, 8),
            maximumFractionDigits: Math.min(decimals, 8),
          });
  return { values, format: (value) => format.format(value) };
}
