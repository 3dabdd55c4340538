import type { PageMessage, RangeChoice } from '../../../server/src/core/panel/contract.ts';

/** More than any table of points has; a page that sends more is not ours. */
const MAX_TEXT = 2_000_000;
/** Of an indicator, a column or a data source. */
const MAX_NAME = 10_000;
/** Base64 of a picture: a wide chart on a dense screen has a tenth of it. */
const MAX_PICTURE = 4_000_000;
/** Of a file that holds several plans. */
const MAX_PLANS = 10_000;
/** Milliseconds from the epoch that a Date can hold. */
const MAX_TIME = 8.64e15;

/** A PNG begins so, in base64. */
const PNG = /^iVBORw0KGgo[A-Za-z0-9+/]+={0,2}$/;
/** A file's name without a folder, which no file system and no dialog takes for anything else. */
const FILE = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}\.png$/;

type Fields = Readonly<Record<string, unknown>>;

/** `data` as a message of the page, with nothing else that came along, or undefined when it is none. */
export function readPageMessage(data: unknown): PageMessage | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  // What is inherited is not from the page.
  const fields = { ...data } as Fields;
  switch (fields['type']) {
    case 'ready':
    case 'refresh':
    case 'cancel':
      return { type: fields['type'] };
    case 'copy': {
      const text = textOf(fields['text'], MAX_TEXT);
      return text === undefined ? undefined : { type: 'copy', text };
    }
    case 'range': {
      const range = rangeOf(fields['range']);
      return range === undefined ? undefined : { type: 'range', range };
    }
    case 'reveal': {
      const [plan, indicator] = [planOf(fields), textOf(fields['indicator'], MAX_NAME)];
      return plan === undefined || indicator === undefined ? undefined : { type: 'reveal', plan, indicator };
    }
    case 'connect': {
      const [plan, source] = [planOf(fields), textOf(fields['source'], MAX_NAME)];
      return plan === undefined || source === undefined ? undefined : { type: 'connect', plan, source };
    }
    case 'open':
      return openOf(fields);
    case 'picture':
      return pictureOf(fields);
    default:
      return undefined;
  }
}

/** Either an indicator or a column, never both: they are looked up in different places. */
function openOf(fields: Fields): PageMessage | undefined {
  const plan = planOf(fields);
  const indicator = textOf(fields['indicator'], MAX_NAME);
  const column = textOf(fields['column'], MAX_NAME);
  if (plan === undefined || fields['indicator'] !== indicator || fields['column'] !== column) return undefined;
  if (indicator !== undefined && column === undefined) return { type: 'open', plan, indicator };
  return column !== undefined && indicator === undefined ? { type: 'open', plan, column } : undefined;
}

function pictureOf(fields: Fields): PageMessage | undefined {
  const name = textOf(fields['name'], 104);
  const png = textOf(fields['png'], MAX_PICTURE);
  if (name === undefined || png === undefined || !FILE.test(name) || !PNG.test(png)) return undefined;
  return { type: 'picture', name, png };
}

function rangeOf(range: unknown): RangeChoice | undefined {
  if (range === 30 || range === 90 || range === 365 || range === 'all') return range;
  if (typeof range !== 'object' || range === null) return undefined;
  const { from, to } = { ...range } as Fields;
  return isTime(from) && isTime(to) && from < to ? { from, to } : undefined;
}

const isTime = (time: unknown): time is number => Number.isSafeInteger(time) && Math.abs(Number(time)) <= MAX_TIME;

function planOf({ plan }: Fields): number | undefined {
  return Number.isSafeInteger(plan) && Number(plan) >= 0 && Number(plan) < MAX_PLANS ? Number(plan) : undefined;
}

const textOf = (text: unknown, longest: number): string | undefined =>
  typeof text === 'string' && text.length <= longest ? text : undefined;
