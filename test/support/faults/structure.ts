import { withConsequences, type Kind } from './kinds.ts';
import { canVanish, type Extent, type Site } from './sites.ts';

const mistypedKey: Kind = {
  name: 'mistyped key',
  share: 13,
  make(site, context) {
    const { key, parent } = site;
    const text = key && context.random.misspell(context.text.slice(key.start, key.end));
    if (!key || !text || (parent?.schema.properties && text in parent.schema.properties)) return undefined;
    if (!canVanish(site, context.sites)) return undefined;
    const extent = { start: key.start, end: key.start + text.length };
    const expected = [{ rule: 'schema/unknown-key', extent }];
    return withConsequences({ edit: { ...key, text }, expected }, site, context);
  },
};

/** An entry with its line, or in brackets with the comma behind or before it. */
function entryExtent({ key, value, inFlow }: Site, text: string): Extent | undefined {
  if (!key) return undefined;
  if (inFlow) {
    const behind = /^\s*,\s*/.exec(text.slice(value.end));
    if (behind) return { start: key.start, end: value.end + behind[0].length };
    const before = /,\s*$/.exec(text.slice(0, key.start));
    return before ? { start: before.index, end: value.end } : undefined;
  }
  const start = text.lastIndexOf('\n', key.start - 1) + 1;
  // The first entry of an item shares its line with the dash.
  if (text.slice(start, key.start).trim() !== '') return undefined;
  const last = text.slice(0, value.end).trimEnd().length;
  const lineEnd = text.indexOf('\n', last);
  return { start, end: lineEnd < 0 ? text.length : lineEnd + 1 };
}

const missingEntry: Kind = {
  name: 'missing required entry',
  share: 11,
  make(site, context) {
    const { parent, key, siblings, path } = site;
    const isRequired = parent?.schema.required?.includes(String(path.at(-1)));
    const gone = entryExtent(site, context.text);
    if (!key || !isRequired || !gone || siblings.length < 2 || !canVanish(site, context.sites)) return undefined;
    // The key of the section that lacks it; in a list, where items have no key, the item's first key.
    const first = siblings.find(({ start }) => start !== key.start);
    const at = parent?.key ?? first;
    if (!at) return undefined;
    const expected = [{ rule: 'schema/missing', extent: at, inBase: true }];
    return withConsequences({ edit: { ...gone, text: '' }, expected }, site, context);
  },
};

const ownerlessWaiver: Kind = {
  name: 'waiver without owner',
  share: 1,
  make(site, context) {
    const gone = site.path[1] === 'waivers' && site.path.at(-1) === 'owner' && entryExtent(site, context.text);
    const rule = context.sites.find(({ path }) => path[1] === 'waivers' && path.at(-1) === 'rule');
    if (!gone || !rule) return undefined;
    return { edit: { ...gone, text: '' }, expected: [{ rule: 'waiver/no-owner', extent: rule.value, inBase: true }] };
  },
};

const duplicateName: Kind = {
  name: 'entry copied with its name',
  share: 4,
  make(site, { text, sites }) {
    const name = sites.find(
      ({ path, schema }) => schema['x-defines'] && path.length === site.path.length + 1 && isPrefix(site.path, path),
    );
    const start = text.lastIndexOf('\n', site.value.start) + 1;
    // Items in brackets on a line of their own.
    if (!name || text.slice(start, site.value.start).trim() !== '-' || !site.text.startsWith('{')) return undefined;
    const end = text.indexOf('\n', site.value.end) + 1;
    const line = text.slice(start, end);
    const shift = line.length;
    const extent = { start: name.value.start + shift, end: name.value.end + shift };
    return { edit: { start: end, end, text: line }, expected: [{ rule: 'reference/duplicate-name', extent }] };
  },
};

const duplicateKey: Kind = {
  name: 'line copied with its key',
  share: 3,
  make(site, { text }) {
    const { key, inFlow, scalar, schema } = site;
    const extent = entryExtent(site, text);
    if (!key || inFlow || scalar === undefined || schema['x-defines'] || !extent) return undefined;
    const line = text.slice(extent.start, extent.end);
    const copied = { start: key.start + line.length, end: key.end + line.length };
    return {
      edit: { start: extent.end, end: extent.end, text: line },
      expected: [{ rule: 'syntax/yaml', extent: copied }],
    };
  },
};

const symbolNotFound: Kind = {
  name: 'symbol not in its file',
  share: 2,
  make({ value, text, schema }, { random }) {
    const hash = text.indexOf('#');
    if (schema['x-path'] === undefined || hash < 0) return undefined;
    const symbol = random.pick(['trian', 'fit', 'Trainer.train', 'inner']);
    const start = value.start + hash + 1;
    const extent = { start, end: start + symbol.length };
    return { edit: { start, end: value.end, text: symbol }, expected: [{ rule: 'file/symbol-not-found', extent }] };
  },
};

const isPrefix = (outer: Site['path'], inner: Site['path']): boolean =>
  outer.every((step, index) => inner[index] === step);

export const STRUCTURE: readonly Kind[] = [
  mistypedKey,
  missingEntry,
  ownerlessWaiver,
  duplicateName,
  duplicateKey,
  symbolNotFound,
];
