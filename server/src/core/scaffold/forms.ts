import { FORMATS, parseDuration } from '../schema/formats.ts';

/** Says what is wrong with an answer, or undefined. */
type Form = (text: string) => string | undefined;

const formatted =
  (name: string): Form =>
  (text) =>
    FORMATS[name]?.test(text) ? undefined : `Must be ${FORMATS[name]?.expected ?? name}.`;

export const cron = formatted('cron');
export const owner = formatted('backstage-ref');

export const duration: Form = (text) =>
  parseDuration(text) === 0 ? 'Must be longer than nothing.' : formatted('duration')(text);

export const decimal: Form = (text) => {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text))) return undefined;
  return text.includes(',') ? 'Must be a number; write the decimal point as a dot.' : 'Must be a number, such as 0.93.';
};

export const url: Form = (text) => {
  if (!/^https?:/i.test(text) || !URL_FORM.test(text)) return 'Must be a URL such as http://localhost:9090.';
  return /^[a-z]+:\/\/[^/?#]*@/i.test(text)
    ? 'Leave user names, passwords and tokens out: plans are shared.'
    : undefined;
};

const URL_FORM = /^https?:\/\/[^\s/?#]+\S*$/i;

/** A path from the plan's folder that stays inside the workspace. */
export const path: Form = (text) => {
  if (/^(?:[/\\]|[a-z]:)/i.test(text)) return 'Must be a path from the workspace folder, such as docs/runbook.md.';
  return text.split(/[/\\]/).includes('..') ? 'Must stay inside the workspace.' : undefined;
};

export const pathOrUrl: Form = (text) => (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? url(text) : path(text));
