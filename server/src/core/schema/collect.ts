import { chunksOf, coreOf, isLong, type Chunk } from '../document/moved.ts';
import type { Node, SeqNode } from '../document/node.ts';
import type { Path } from '../problem.ts';
import type { JsonSchema } from './json-schema.ts';
import { Place, type Visit } from './walk.ts';
import { Notes } from '../document/notes.ts';

/** Something found, told so that it holds wherever its part stands. */
export interface Inside<T> {
  readonly told: T;
  /** Which entry of the chunk, or which of the places outside of lists. */
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

/** A part of a document, with what was found in it: some entries of a list, or everything that stands outside of long lists. */
export interface Part<T> {
  /** Of entries of a list the same array for as long as they do not change. */
  readonly inside: readonly Inside<T>[];
  /** Where it stands now; of thousands of things found few are looked for. */
  at(inside: Inside<T>): Found<T>;
}

/**
 * What `find` finds at the places a schema describes, parents first. Of entries of a list that an edit left as they are, what was
 * found before is taken, wherever they stand now: `find` must look at nothing but the place, and must not tell offsets.
 */
export function collector<T extends object>(
  find: (place: Visit) => T | undefined,
): (schema: JsonSchema, root: Node | undefined) => readonly Part<T>[] {
  const known = new Notes<object, { readonly schemas: readonly JsonSchema[]; readonly inside: readonly Inside<T>[] }>();
  const knownOfEntry = new Notes<
    object,
    { readonly schemas: object; readonly item: number; readonly inside: readonly Inside<T>[] }
  >();

  function insideOf(list: Place, schemas: readonly JsonSchema[], { core }: Chunk): readonly Inside<T>[] {
    const before = known.get(core);
    if (before?.schemas === schemas) return before.inside;
    const inside = core.flatMap((node, item) => insideOfEntry(list, schemas, node, item));
    known.set(core, { schemas, inside });
    return inside;
  }

  /** An edit changes one entry of a chunk: the others stand where they stood in it. */
  function insideOfEntry(list: Place, schemas: readonly JsonSchema[], node: Node, item: number): readonly Inside<T>[] {
    const core = node.kind === 'map' ? coreOf(node) : undefined;
    const before = core && knownOfEntry.get(core);
    if (before?.schemas === schemas && before.item === item) return before.inside;
    const inside: Inside<T>[] = [];
    const entry = list.item(node, 0).alone();
    collect(entry, (place, told) => inside.push({ told, item, steps: place.path, way: wayTo(place) }));
    if (core) knownOfEntry.set(core, { schemas, item, inside });
    return inside;
  }

  /** @param long takes a long list as a whole; without it each entry is looked through */
  function collect(
    top: Place,
    take: (place: Place, told: T) => void,
    long?: (list: Place, node: SeqNode) => void,
  ): void {
    const enter = (place: Place): void => {
      const told = find(place);
      if (told !== undefined) take(place, told);
      if (long && place.node.kind === 'seq' && isLong(place.node)) long(place, place.node);
      else place.children(enter);
    };
    enter(top);
  }

  function parts(top: Place): Part<T>[] {
    const outside: { readonly place: Place; readonly told: T }[] = [];
    const lists: Part<T>[] = [];
    collect(
      top,
      (place, told) => outside.push({ place, told }),
      (list, node) => {
        const schemas = list.itemSchemas;
        let first = 0;
        for (const chunk of schemas.length > 0 ? chunksOf(node) : []) {
          const inside = insideOf(list, schemas, chunk);
          if (inside.length > 0) lists.push(new PartOfList(inside, list, chunk, first));
          first += chunk.core.length;
        }
      },
    );
    return outside.length > 0 ? [new Outside(outside), ...lists] : lists;
  }

  return (schema, root) => {
    const top = Place.root(schema, root);
    return top ? parts(top) : [];
  };
}

const NOWHERE: readonly never[] = [];

function wayTo(place: Place): number[] {
  const way: number[] = [];
  for (let at = place; at.parent; at = at.parent) way.unshift(at.ordinal);
  return way;
}

/** What was found outside of long lists. */
class Outside<T> implements Part<T> {
  readonly inside: readonly Inside<T>[];
  private readonly places: readonly Place[];

  constructor(found: readonly { readonly place: Place; readonly told: T }[]) {
    this.inside = found.map(({ told }, item) => ({ told, item, steps: NOWHERE, way: NOWHERE }));
    this.places = found.map(({ place }) => place);
  }

  at({ told, item }: Inside<T>): Found<T> {
    const place = this.places[item];
    if (!place) throw new Error('this was found in another part');
    return { told, node: place.node, path: place.path };
  }
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

  at({ told, item, steps, way }: Inside<T>): Found<T> {
    let node = this.chunk.items[item];
    for (const ordinal of way)
      node = node?.kind === 'map' ? node.pairs[ordinal]?.value : node?.kind === 'seq' ? node.items[ordinal] : undefined;
    if (!node) throw new Error('a chunk changed in place');
    return { told, node, path: [...this.list.path, this.first + item, ...steps] };
  }
}
