import { isMap, isScalar, isSeq, parseDocument, type Node } from 'yaml';
import { readFileSync } from 'node:fs';

/** Half-open range of UTF-16 offsets. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** What the generator needs of a schema. */
export interface SchemaPart {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaPart>>;
  readonly items?: SchemaPart;
  readonly else?: SchemaPart;
  readonly 'x-defines'?: string;
  readonly 'x-refers'?: string | readonly string[];
  readonly 'x-path'?: string;
  readonly 'x-soft'?: boolean;
}

/** An entry of a mapping, or an item of a list, in the text of a plan. */
export interface Site {
  readonly path: readonly (string | number)[];
  readonly schema: SchemaPart;
  /** The value as written. */
  readonly value: Extent;
  readonly text: string;
  /** A scalar's value; undefined for mappings and lists. */
  readonly scalar: string | undefined;
  /** Absent for items of lists. */
  readonly key?: Extent;
  /** The mapping or list around it, and whether that is in brackets. */
  readonly parent: Site | undefined;
  readonly inFlow: boolean;
  /** Keys of the mapping around it, in order. */
  readonly siblings: readonly Extent[];
}

const SCHEMA = JSON.parse(readFileSync('schemas/production-plan.schema.json', 'utf8')) as SchemaPart;

/** Every place of a plan that its schema describes, parents first; read with the YAML library itself, not with what is tested. */
export function sitesOf(text: string): Site[] {
  const sites: Site[] = [];

  function extent(node: Node): Extent {
    const [start = 0, end = 0] = node.range ?? [];
    return { start, end };
  }

  function enter(node: Node, schema: SchemaPart, around: Omit<Site, 'schema' | 'value' | 'text' | 'scalar'>): void {
    // Sections that may say "notNeeded" keep their usual form in the other branch.
    const part = schema.else ?? schema;
    const value = extent(node);
    const scalar = isScalar(node) ? String(node.value) : undefined;
    const site: Site = { ...around, schema: part, value, text: text.slice(value.start, value.end), scalar };
    sites.push(site);
    const inFlow = (isMap(node) || isSeq(node)) && node.flow === true;
    if (isSeq(node) && part.items) {
      for (const [index, item] of node.items.entries())
        enter(item as Node, part.items, { path: [...site.path, index], parent: site, inFlow, siblings: [] });
    }
    if (!isMap(node)) return;
    const siblings = node.items.map((pair) => extent(pair.key as Node));
    for (const pair of node.items) {
      const name = String((pair.key as { value: unknown }).value);
      const property = part.properties?.[name];
      if (!property) continue;
      const key = extent(pair.key as Node);
      enter(pair.value as Node, property, { path: [...site.path, name], key, parent: site, inFlow, siblings });
    }
  }

  enter(parseDocument(text).contents as Node, SCHEMA, { path: [], parent: undefined, inFlow: false, siblings: [] });
  return sites.slice(1);
}

export const nameOf = (site: Site): string => site.path.join('.').replace(/\.(\d+)/g, '[$1]');

const isWithin = (site: Site, outer: Site): boolean => outer.path.every((step, index) => site.path[index] === step);

const refersTo = (site: Site): readonly string[] => [site.schema['x-refers'] ?? []].flat();

/** Whether the plan has no other fault when this place is gone: nothing elsewhere refers into it. */
export function canVanish(site: Site, sites: readonly Site[]): boolean {
  const gone = sites.filter((inner) => isWithin(inner, site));
  const left = sites.filter((other) => !isWithin(other, site));
  return gone.every(({ scalar, schema }) => {
    const kind = schema['x-defines'];
    return !kind || !left.some((other) => other.scalar === scalar && refersTo(other).includes(kind));
  });
}

/** What else is found when this place is gone or unreadable: names nothing uses any more, a waiver without an owner. */
export function consequences(site: Site, sites: readonly Site[]): { rule: string; extent: Extent }[] {
  const unused = leftUnused(site, sites).map(({ value }) => ({ rule: 'reference/unused', extent: value }));
  if (site.path[1] !== 'waivers' || site.path.at(-1) !== 'owner') return unused;
  const waived = sites.filter(({ path }) => path[1] === 'waivers' && path[2] === site.path[2] && path[3] === 'rule');
  return [...unused, ...waived.map(({ value }) => ({ rule: 'waiver/no-owner', extent: value }))];
}

function leftUnused(site: Site, sites: readonly Site[]): Site[] {
  const gone = sites.filter((inner) => isWithin(inner, site));
  const left = sites.filter((other) => !isWithin(other, site));
  return left.filter(({ schema, scalar }) => {
    const kind = schema['x-defines'];
    if (kind !== 'dataSource' && kind !== 'notificationTarget') return false;
    const isUse = (other: Site): boolean => other.scalar === scalar && refersTo(other).includes(kind);
    return gone.some(isUse) && !left.some(isUse);
  });
}
