import { findPair, nodeAt, numberOf, resolve, type Node } from '../document/node.ts';
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
}

/** An entry of spec.dataSources. */
export interface DataSource {
  readonly name: string;
  readonly type: string;
  /** Path or pattern of a file source, relative to the plan. */
  readonly path?: string;
}

export function indicatorsOf(root: Node | undefined): Indicator[] {
  return itemsAt(root, ['spec', 'monitoring', 'indicators']).map((node, position) => {
    const text = (key: string): string | undefined => textOf(findPair(node, key)?.value);
    const [unit, metric, query] = [text('unit'), text('metric'), text('query')];
    const [baseline, warning, critical] = ['baseline', 'warning', 'critical'].map((key) =>
      numberOf(findPair(node, key)?.value),
    );
    return {
      name: text('name') ?? `indicator ${position + 1}`,
      role: text('role') ?? '',
      objective: text('objective') === 'minimize' ? 'minimize' : 'maximize',
      hasObjective: text('objective') === 'minimize' || text('objective') === 'maximize',
      source: text('source') ?? '',
      labelDelay: parseDuration(text('labelDelay') ?? '0') ?? 0,
      ...(unit !== undefined && { unit }),
      ...(metric !== undefined && { metric }),
      ...(query !== undefined && { query }),
      ...(baseline !== undefined && { baseline }),
      ...(warning !== undefined && { warning }),
      ...(critical !== undefined && { critical }),
    };
  });
}

export function dataSourcesOf(root: Node | undefined): DataSource[] {
  return itemsAt(root, ['spec', 'dataSources']).flatMap((node) => {
    const text = (key: string): string | undefined => textOf(findPair(node, key)?.value);
    const [name, path] = [text('name'), text('path')];
    return name === undefined ? [] : [{ name, type: text('type') ?? '', ...(path !== undefined && { path }) }];
  });
}

/** The text of the scalar at `path`. */
export const textAt = (root: Node | undefined, path: Path): string | undefined => textOf(nodeAt(root, path));

function itemsAt(root: Node | undefined, path: Path): readonly Node[] {
  const list = resolve(nodeAt(root, path));
  return list?.kind === 'seq' ? list.items.filter((item) => resolve(item)?.kind === 'map') : [];
}

/** A version or a name may be written without quotes, as a number. */
function textOf(node: Node | undefined): string | undefined {
  const value = resolve(node);
  if (value?.kind !== 'scalar' || value.value === null || value.value === '') return undefined;
  return String(value.value);
}
