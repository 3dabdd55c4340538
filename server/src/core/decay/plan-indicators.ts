import { chunksOf, type Chunk } from '../document/moved.ts';
import { findPair, nodeAt, numberOf, resolve, type MapNode, type Node } from '../document/node.ts';
import { perNode, rememberedBy } from '../document/per-node.ts';
import type { Path } from '../problem.ts';
import { parseDuration } from '../schema/formats.ts';
import type { Lines } from './headroom.ts';

/** An entry of spec.monitoring.indicators, as far as it is written. */
export interface Indicator extends Lines {
  readonly name: string;
  readonly role: string;
  readonly unit?: string;
  /** Name of the data source. */
  readonly source: string;
  readonly metric?: string;
  readonly query?: string;
  /** Whether the plan says which direction is better; else `objective` is only a guess. */
  readonly hasObjective: boolean;
  /** Milliseconds. */
  readonly labelDelay: number;
  /** Where it stands in the plan. */
  readonly path: Path;
}

/** An entry of spec.monitoring.drift.columns. */
export interface DriftColumn {
  readonly column: string;
  readonly method: string;
  readonly source: string;
  readonly query?: string;
  readonly warning?: number;
  readonly critical?: number;
  readonly path: Path;
}

/** An entry of spec.dataSources. */
export interface DataSource {
  readonly name: string;
  readonly type: string;
  readonly url?: string;
  /** Path or pattern of a file source, relative to the plan. */
  readonly path?: string;
  readonly tenant?: string;
  readonly project?: string;
  /** Which entry of the list it is. */
  readonly position: number;
}

const INDICATORS: Path = ['spec', 'monitoring', 'indicators'];
const COLUMNS: Path = ['spec', 'monitoring', 'drift', 'columns'];

export const indicatorsOf = (root: Node | undefined): Indicator[] => entriesAt(root, INDICATORS, readIndicator);

const readIndicator = (map: MapNode, position: number): Indicator => {
  const { name, ...said } = indicator(map);
  return { name: name ?? `indicator ${position + 1}`, ...said, path: [...INDICATORS, position] };
};

const indicator = perNode((map) => {
  const text = (key: string): string | undefined => textOf(findPair(map, key)?.value);
  return {
    name: text('name'),
    role: text('role') ?? '',
    objective: text('objective') === 'minimize' ? ('minimize' as const) : ('maximize' as const),
    hasObjective: text('objective') === 'minimize' || text('objective') === 'maximize',
    source: text('source') ?? '',
    labelDelay: parseDuration(text('labelDelay') ?? '0') ?? 0,
    ...present({ unit: text('unit'), metric: text('metric'), query: text('query') }),
    ...numbers(map, ['baseline', 'warning', 'critical']),
  };
});

export const driftColumnsOf = (root: Node | undefined): DriftColumn[] => entriesAt(root, COLUMNS, readColumn);

const readColumn = (map: MapNode, position: number): DriftColumn | undefined => {
  const { column, ...said } = driftColumn(map);
  return column === undefined ? undefined : { column, ...said, path: [...COLUMNS, position] };
};

const driftColumn = perNode((map) => {
  const text = (key: string): string | undefined => textOf(findPair(map, key)?.value);
  return {
    column: text('column'),
    method: text('method') ?? '',
    source: text('source') ?? '',
    ...present({ query: text('query') }),
    ...numbers(map, ['warning', 'critical']),
  };
});

export function dataSourcesOf(root: Node | undefined): DataSource[] {
  return itemsAt(root, ['spec', 'dataSources']).flatMap(({ map, position }) => {
    const text = (key: string): string | undefined => textOf(findPair(map, key)?.value);
    const name = text('name');
    if (name === undefined) return [];
    const [url, path, tenant, project] = [text('url'), text('path'), text('tenant'), text('project')];
    return { name, type: text('type') ?? '', position, ...present({ url, path, tenant, project }) };
  });
}

/** The text of the scalar at `path`. */
export const textAt = (root: Node | undefined, path: Path): string | undefined => textOf(nodeAt(root, path));

/** The mappings of the list at `path`, each with its place in the list. They are as they were read, wherever they stand now. */
export const itemsAt = (root: Node | undefined, path: Path): Item[] => entriesAt(root, path, item);

interface Item {
  readonly map: MapNode;
  /** Which item of its list it is. */
  readonly position: number;
}

const item = (map: MapNode, position: number): Item => ({ map, position });

/** What was read of entries before, by their chunk and the function that reads them. */
const known = rememberedBy(
  ({ core }: Chunk) => core,
  () => new Map<unknown, { readonly first: number; readonly entries: readonly unknown[] }>(),
);

/** What `read` tells of each mapping of the list at `path`. Of entries that an edit left where they are in the list, it is the same object. */
function entriesAt<T>(
  root: Node | undefined,
  path: Path,
  read: (map: MapNode, position: number) => T | undefined,
): T[] {
  const list = resolve(nodeAt(root, path));
  if (list?.kind !== 'seq') return [];
  let first = 0;
  return chunksOf(list).flatMap((chunk) => {
    const from = first;
    first += chunk.core.length;
    const before = known(chunk).get(read);
    if (before?.first === from) return before.entries as readonly T[];
    const entries = chunk.core.flatMap((node, at) => {
      const map = resolve(node);
      return (map?.kind === 'map' ? read(map, from + at) : undefined) ?? [];
    });
    known(chunk).set(read, { first: from, entries });
    return entries;
  });
}

/** A version or a name may be written without quotes, as a number. */
export function textOf(node: Node | undefined): string | undefined {
  const value = resolve(node);
  if (value?.kind !== 'scalar' || value.value === null || value.value === '') return undefined;
  return String(value.value);
}

function numbers<K extends string>(node: Node, keys: readonly K[]): { readonly [key in K]?: number } {
  return present(Object.fromEntries(keys.map((key) => [key, numberOf(findPair(node, key)?.value)]))) as {
    readonly [key in K]?: number;
  };
}

/** Without the entries that have no value. */
export function present<T extends object>(object: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
