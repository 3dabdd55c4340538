import type { MapNode, Node } from '../document/node.ts';
import { coreOf } from '../document/moved.ts';
import type { Path } from '../problem.ts';
import type { JsonSchema } from './json-schema.ts';
import { Place, type Visit } from './walk.ts';

/** What was found at a place of a document. */
export interface Found<T> {
  readonly told: T;
  readonly node: Node;
  readonly path: Path;
}

/**
 * What `find` finds at the places a schema describes, parents first. Of an entry of a list that an edit left as it is, what was
 * found before is taken, wherever it stands now: `find` must look at nothing but the place, and must not tell offsets.
 */
export function collector<T>(
  find: (place: Visit) => T | undefined,
): (schema: JsonSchema, root: Node | undefined) => readonly Found<T>[] {
  const known = new WeakMap<Node, { readonly schemas: readonly JsonSchema[]; readonly inside: readonly Inside<T>[] }>();

  function insideOf(list: Place, entry: MapNode, index: number): readonly Inside<T>[] {
    const core = coreOf(entry);
    const before = known.get(core);
    if (before?.schemas === list.itemSchemas) return before.inside;
    const place = list.item(core, index);
    const inside = collect(place.alone(core)).map((found) => found.inside);
    known.set(core, { schemas: list.itemSchemas, inside });
    return inside;
  }

  function collect(top: Place): At<T>[] {
    const all: At<T>[] = [];
    const enter = (place: Place): void => {
      const told = find(place);
      if (told !== undefined) all.push(new At(place, { told, steps: [], way: [] }));
      const { node } = place;
      if (node.kind !== 'seq') return place.children(enter);
      if (place.itemSchemas.length === 0) return;
      node.items.forEach((item, index) => {
        if (item.kind !== 'map') return enter(place.item(item, index));
        const inside = insideOf(place, item, index);
        if (inside.length === 0) return;
        const entry = place.item(item, index);
        for (const found of inside) all.push(new At(entry, found));
      });
    };
    enter(top);
    return all;
  }

  return (schema, root) => {
    const top = Place.root(schema, root);
    return top ? collect(top) : [];
  };
}

/** Something found inside an entry, told so that it holds wherever the entry stands. */
interface Inside<T> {
  readonly told: T;
  /** From the entry: keys and indices. */
  readonly steps: Path;
  /** From the entry: which entry of each mapping and sequence. Of a key written twice, it tells which. */
  readonly way: readonly number[];
}

class At<T> implements Found<T> {
  private readonly entry: Place;
  private readonly found: Inside<T>;

  constructor(entry: Place, found: Inside<T>) {
    this.entry = entry;
    this.found = found;
  }

  get told(): T {
    return this.found.told;
  }

  get node(): Node {
    let { node } = this.entry;
    for (const ordinal of this.found.way) {
      const next =
        node.kind === 'map' ? node.pairs[ordinal]?.value : node.kind === 'seq' ? node.items[ordinal] : undefined;
      if (!next) throw new Error('an entry changed in place');
      node = next;
    }
    return node;
  }

  get path(): Path {
    return [...this.entry.path, ...this.found.steps];
  }

  /** As seen from the root of the tree it was collected in. */
  get inside(): Inside<T> {
    const way: number[] = [];
    for (let place = this.entry; place.parent; place = place.parent) way.unshift(place.ordinal);
    return { told: this.told, steps: this.path, way: [...way, ...this.found.way] };
  }
}
