import { chunksOf, isLong, type Chunk } from '../document/moved.ts';
import type { Node } from '../document/node.ts';
import type { Path } from '../problem.ts';
import type { JsonSchema } from './json-schema.ts';
import { Place, type Visit } from './walk.ts';

/** Something found in an entry of a list, or at a place by itself, told so that it holds wherever that stands. */
export interface Inside<T> {
  readonly told: T;
  /** Which entry of the chunk; 0 for a place by itself. */
  readonly item: number;
  /** From there: keys and indices. */
  readonly steps: Path;
  /** From there: which entry of each mapping and sequence. Of a key written twice, it tells which. */
  readonly way: readonly number[];
}

/** What was found at a place of a document. */
export interface Found<T> {
  readonly told: T;
  readonly node: Node;
  readonly path: Path;
}

/** A part of a document, with what was found in it. */
export interface Part<T> {
  /** The same list for as long as nothing in the part changes. */
  readonly inside: readonly Inside<T>[];
  /** Where the part stands now; of thousands of things found few are looked for. */
  readonly at: (inside: Inside<T>) => Found<T>;
}

/**
 * What `find` finds at the places a schema describes, parents first. Of entries of a list that an edit left as they are, what was
 * found before is taken, wherever they stand now: `find` must look at nothing but the place, and must not tell offsets.
 */
export function collector<T extends object>(
  find: (place: Visit) => T | undefined,
): (schema: JsonSchema, root: Node | undefined) => readonly Part<T>[] {
  const known = new WeakMap<
    object,
    { readonly schemas: readonly JsonSchema[]; readonly inside: readonly Inside<T>[] }
  >();

  function insideOf(list: Place, schemas: readonly JsonSchema[], { core }: Chunk): readonly Inside<T>[] {
    const before = known.get(core);
    if (before?.schemas === schemas) return before.inside;
    const found = core.flatMap((node, item) =>
      collect(list.item(node, 0).alone(), false).flatMap(({ inside }) => inside.map((one) => ({ ...one, item }))),
    );
    known.set(core, { schemas, inside: found });
    return found;
  }

  function collect(top: Place, inParts: boolean): Part<T>[] {
    const parts: Part<T>[] = [];
    const enter = (place: Place): void => {
      const told = find(place);
      if (told !== undefined) parts.push(alone(place, told));
      if (!inParts || place.node.kind !== 'seq' || !isLong(place.node)) return place.children(enter);
      const schemas = place.itemSchemas;
      let first = 0;
      for (const chunk of schemas.length > 0 ? chunksOf(place.node) : []) {
        const inside = insideOf(place, schemas, chunk);
        if (inside.length > 0) parts.push(new PartOfList(inside, place, chunk, first));
        first += chunk.core.length;
      }
    };
    enter(top);
    return parts;
  }

  return (schema, root) => {
    const top = Place.root(schema, root);
    return top ? collect(top, true) : [];
  };
}

function alone<T>(place: Place, told: T): Part<T> {
  const way: number[] = [];
  for (let at = place; at.parent; at = at.parent) way.unshift(at.ordinal);
  return {
    inside: [{ told, item: 0, steps: place.path, way }],
    at: () => ({ told, node: place.node, path: place.path }),
  };
}

class PartOfList<T> implements Part<T> {
  readonly inside: readonly Inside<T>[];
  private readonly list: Place;
  private readonly chunk: Chunk;
  /** How many entries of the list stand in front of the chunk. */
  private readonly first: number;

  constructor(inside: readonly Inside<T>[], list: Place, chunk: Chunk, first: number) {
    this.inside = inside;
    this.list = list;
    this.chunk = chunk;
    this.first = first;
  }

  readonly at = ({ told, item, steps, way }: Inside<T>): Found<T> => {
    let node = this.chunk.items[item];
    for (const ordinal of way)
      node = node?.kind === 'map' ? node.pairs[ordinal]?.value : node?.kind === 'seq' ? node.items[ordinal] : undefined;
    if (!node) throw new Error('a chunk changed in place');
    return { told, node, path: [...this.list.path, this.first + item, ...steps] };
  };
}
