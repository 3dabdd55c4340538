import type { Kind, Mistake } from './kinds.ts';
import type { Extent, Site } from './sites.ts';

const syntax = (edit: Mistake['edit'], extent: Extent): Mistake => ({
  edit,
  expected: [{ rule: 'syntax/yaml', extent }],
});

/** A text, not in quotes or brackets, on the line of its key. */
const isPlainLine = ({ inFlow, scalar, text, key }: Site): boolean =>
  key !== undefined && !inFlow && scalar !== undefined && /^[a-z]/i.test(text);

const tab: Kind = {
  name: 'tab as indentation',
  share: 1,
  make({ key, inFlow, path, siblings }, { text }) {
    const start = key && text.lastIndexOf('\n', key.start - 1) + 1;
    // The first key of a section decides its indentation, so a tab there is another mistake.
    if (start === undefined || inFlow || path.length < 3 || siblings[0]?.start === key?.start) return undefined;
    if (!/^ +$/.test(text.slice(start, key?.start))) return undefined;
    return syntax({ start, end: key?.start ?? start, text: '\t' }, { start, end: start + 1 });
  },
};

const quote: Kind = {
  name: 'quote never closed',
  share: 2,
  make(site) {
    const { start } = site.value;
    return isPlainLine(site) ? syntax({ start, end: start, text: "'" }, { start, end: start + 1 }) : undefined;
  },
};

const bracket: Kind = {
  name: 'bracket never closed',
  share: 2,
  make({ value, text, inFlow, key, scalar }) {
    if (inFlow || !key || scalar !== undefined || !/[\]}]$/.test(text)) return undefined;
    // The innermost bracket still open: without the last one that is the outermost.
    return syntax({ start: value.end - 1, end: value.end, text: '' }, { start: value.start, end: value.start + 1 });
  },
};

const alias: Kind = {
  name: 'alias without anchor',
  share: 1,
  make(site) {
    const { start, end } = site.value;
    if (!isPlainLine(site) || site.schema['x-defines'] || site.schema['x-refers']) return undefined;
    return syntax({ start, end, text: '*nowhere' }, { start, end: start + '*nowhere'.length });
  },
};

const colon: Kind = {
  name: 'colon in a plain value',
  share: 1,
  make(site) {
    const { start, end } = site.value;
    if (!isPlainLine(site) || site.text.includes('[')) return undefined;
    return syntax({ start, end: start, text: 'Note: ' }, { start, end: end + 'Note: '.length });
  },
};

const conflict: Kind = {
  name: 'merge-conflict markers',
  share: 1,
  make({ key, inFlow, path }, { text }) {
    if (!key || inFlow || path.length !== 2) return undefined;
    const start = text.lastIndexOf('\n', key.start) + 1;
    const marker = '<<<<<<< HEAD';
    return syntax(
      { start, end: start, text: `${marker}\n  # mine\n=======\n  # theirs\n>>>>>>> branch\n` },
      { start, end: start + marker.length },
    );
  },
};

export const SYNTAX: readonly Kind[] = [tab, quote, bracket, alias, colon, conflict];
