/** A named form a string must have: how to check it, and how to say what is expected. */
interface Format {
  readonly expected: string;
  readonly test: (text: string) => boolean;
}

const DURATION = /^(?:0|(?=\d)(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?)$/;
const FACTORS = [365 * 86_400_000, 7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1];

/** Milliseconds of a Prometheus duration such as `1h30m`, or undefined if `text` is none. */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (!match) return undefined;
  return FACTORS.reduce((sum, factor, index) => sum + factor * Number(match[index + 1] ?? 0), 0);
}

/** The day of a point in time, in UTC: `2026-06-01`. */
export const isoDate = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Milliseconds since the epoch of an ISO 8601 date or RFC 3339 date-time that exists in the calendar. */
export function parseDate(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d{2}:\d{2})?)?$/.exec(
    text,
  );
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const calendar = new Date(Date.UTC(year, month - 1, day));
  if (calendar.getUTCMonth() !== month - 1 || calendar.getUTCDate() !== day) return undefined;
  const time = text.length === 10 ? calendar.getTime() : Date.parse(text.replace(' ', 'T'));
  return Number.isNaN(time) ? undefined : time;
}

/** Smallest and largest value of each field of a cron schedule, and the names it takes. */
export const CRON_FIELDS = [
  { low: 0, high: 59, names: [] },
  { low: 0, high: 23, names: [] },
  { low: 1, high: 31, names: [] },
  { low: 1, high: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { low: 0, high: 7, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
] as const;

/** Whether `text` is a cron schedule of five fields, as cron(8) and Kubernetes read them. */
export function isCron(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  return (
    fields.length === CRON_FIELDS.length && CRON_FIELDS.every((range, index) => isCronField(fields[index] ?? '', range))
  );
}

function isCronField(field: string, range: (typeof CRON_FIELDS)[number]): boolean {
  const value = (text: string): number => {
    if (/^\d{1,4}$/.test(text)) return Number(text);
    const index = (range.names as readonly string[]).indexOf(text.toLowerCase());
    return index < 0 ? Number.NaN : index + (range.high === 12 ? 1 : 0);
  };
  const inRange = (n: number): boolean => n >= range.low && n <= range.high;
  return field.split(',').every((part) => {
    const match = /^(?:\*|([0-9a-z]+)(?:-([0-9a-z]+))?)(?:\/(\d{1,4}))?$/i.exec(part);
    if (!match) return false;
    const [, first, last, step] = match;
    if (step !== undefined && Number(step) < 1) return false;
    if (first === undefined) return true;
    const from = value(first);
    const to = last === undefined ? from : value(last);
    return inRange(from) && inRange(to) && from <= to;
  });
}

function isUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]+[^\s]*$/i.test(text);
}

export const FORMATS: Readonly<Record<string, Format>> = {
  duration: {
    expected: 'a Prometheus duration such as 30m, 1h30m or 7d',
    test: (text) => parseDuration(text) !== undefined,
  },
  date: { expected: 'an ISO 8601 date such as 2026-06-01', test: (text) => parseDate(text) !== undefined },
  cron: {
    expected: 'a cron schedule of five fields (minute hour day month weekday) such as "0 3 * * 1"',
    test: isCron,
  },
  uri: { expected: 'a URL such as https://example.com/path', test: isUrl },
  'rfc1123-label': {
    expected: 'lower-case letters, digits and "-" (at most 63, starting and ending with a letter or digit)',
    test: (text) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text),
  },
  'backstage-ref': {
    expected: 'a Backstage reference such as group:default/growth-ml, or @org/team',
    test: (text) =>
      /^(?:[a-z][\w.-]*:)?(?:[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/i.test(text) || /^@[\w.-]+\/[\w.-]+$/.test(text),
  },
  path: { expected: 'a path inside the workspace', test: (text) => text.trim() !== '' },
  'path-symbol': { expected: 'a path, or path#symbol', test: (text) => text.trim() !== '' && !text.startsWith('#') },
};
