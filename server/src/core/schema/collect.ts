import { coreOf } from '../document/moved.ts';
import type { MapNode, Node } from '../document/node.ts';
import type { Path } from '../problem.ts';
import type { JsonSchema } from './json-schema.ts';
import { Place, type Visit } from './walk.ts';

/** Something found in an entry of a list, told so that it holds wherever the entry stands. */
export interface Inside<T> {
  readonly told: T;
  /** From the entry: keys and indices. */
  readonly steps: Path;
  /** From the entry: which entry of each mapping and sequence. Of a key written twice, it tells which. */
  readonly way: readonly number[];
}

/** What was found at a place of a document. The place is looked for when somebody asks: of thousands few have anything to be told about. */
export class Found<T> {
  private readonly entry: Visit;
  private readonly inside: Inside<T>;

  constructor(entry: Visit, inside: Inside<T>) {
    this.entry = entry;
    this.inside = inside;
  }

  get told(): T {
    return this.inside.told;
  }

  get node(): Node {
    let { node } = this.entry;
    for (const ordinal of this.inside.way) {
      const next =
        node.kind === 'map' ? node.pairs[ordinal]?.value : node.kind === 'seq' ? node.items[ordinal] : undefined;
      if (!next) throw new Error('an entry changed in place');
      node = next;
    }
    return node;
  }

  get path(): Path {
    return [...this.entry.path, ...this.inside.steps];
  }
}

type Take<T> = (entry: Visit, inside: Inside<T>) => void;

/**
 * Tells `take` what `find` finds at the places a schema describes, parents first. Of an entry of a list that an edit left as it is,
 * what was found before is taken, wherever it stands now: `find` must look at nothing but the place, and must not tell offsets.
 */
export function collector<T>(
  find: (place: Visit) => T | undefined,
): (schema: JsonSchema, root: Node | undefined, take: Take<T>) => void {
  const known = new WeakMap<Node, { readonly schemas: readonly JsonSchema[]; readonly inside: readonly Inside<T>[] }>();

  function insideOf(list: Place, schemas: readonly JsonSchema[], entry: MapNode): readonly Inside<T>[] {
    const core = coreOf(entry);
    const before = known.get(core);
    if (before?.schemas === schemas) return before.inside;
    const inside: Inside<T>[] = [];
    collect(list.item(core, 0).alone(), (place, { told, steps, way }) => {
      inside.push({ told, steps: [...place.path, ...steps], way: [...wayTo(place as Place), ...way] });
    });
    known.set(core, { schemas, inside });
    return inside;
  }

  function collect(top: Place, take: Take<T>): void {
    const enter = (place: Place): void => {
      const told = find(place);
      if (told !== undefined) take(place, { told, steps: NOWHERE, way: NOWHERE });
      const { node } = place;
      if (node.kind !== 'seq') return place.children(enter);
      const schemas = place.itemSchemas;
      if (schemas.length === 0) return;
      node.items.forEach((item, index) => {
        if (item.kind !== 'map') return enter(place.item(item, index));
        const inside = insideOf(place, schemas, item);
        if (inside.length === 0) return;
        const entry = place.item(item, index);
        for (const found of inside) take(entry, found);
      });
    };
    enter(top);
  }

  return (schema, root, take) => {
    const top = Place.root(schema, root);
    if (top) collect(top, take);
  };
}

const NOWHERE: readonly never[] = [];

function wayTo(place: Place): number[] {
  const way: number[] = [];
  for (let at = place; at.parent; at = at.parent) way.unshift(at.ordinal);
  return way;
}
