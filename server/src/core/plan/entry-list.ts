import { coreOf, type Chunk } from '../document/moved.ts';
import { resolve, type MapNode, type Node } from '../document/node.ts';
import { remembered } from '../document/per-node.ts';
import type { Section } from './section.ts';
import { Notes } from '../document/notes.ts';

/** An entry of a list of the plan. */
export interface Entry {
  readonly name: string;
  readonly section: Section;
  /** The same object for as long as the entry reads as it does, whatever is edited elsewhere. */
  readonly same: object;
}

/** An entry as it was read, of which it is not known where it stands now. */
export interface Read<E> {
  readonly entry: E;
  /** Which item of its chunk. */
  readonly item: number;
}

interface Part<E> {
  readonly chunk: Chunk;
  /** How many items of the list stand in front of the chunk. */
  readonly first: number;
  readonly read: readonly Read<E>[];
}

/** Of one part of any list. */
type Entries = readonly Read<Entry>[];

/** What finds the first entry of a name in another list, as it was read. */
export type Find<E> = (name: string | undefined) => E | undefined;

/**
 * The entries of a list of the plan. What is asked of each (`filter`, `find`, …) is asked of the entry as it was read: what it says
 * is known then, where it stands is not. What is answered has its place.
 */
export class EntryList<E extends Entry> implements Iterable<E> {
  readonly length: number;
  private readonly owner: Section | undefined;
  private readonly key: string;
  private readonly parts: readonly Part<E>[];
  private table: Table | undefined;
  private ofParts: ReadonlySet<Entries> | undefined;
  private readonly since = new Map<ReadonlySet<Entries>, ReadonlySet<string>>();

  /** @param read the entries of some items of the list, the same answer as long as the items are the same */
  constructor(owner: Section | undefined, key: string, read: (chunk: Chunk) => readonly Read<E>[]) {
    this.owner = owner;
    this.key = key;
    let first = 0;
    let length = 0;
    this.parts = (owner?.chunks(key) ?? []).map((chunk) => {
      const part = { chunk, first, read: read(chunk) };
      first += chunk.core.length;
      length += part.read.length;
      return part;
    });
    this.length = length;
  }

  *[Symbol.iterator](): Iterator<E> {
    for (const part of this.parts) for (const read of part.read) yield this.placed(part, read);
  }

  map<T>(tell: (entry: E) => T): T[] {
    return [...this].map(tell);
  }

  flatMap<T>(tell: (entry: E) => T | readonly T[]): T[] {
    return [...this].flatMap(tell);
  }

  filter(isWanted: (entry: E) => boolean | undefined): E[] {
    return this.eachPart((part) => part.read.filter(({ entry }) => isWanted(entry)));
  }

  find(isWanted: (entry: E) => boolean): E | undefined {
    for (const part of this.parts)
      for (const read of part.read) if (isWanted(read.entry)) return this.placed(part, read);
    return undefined;
  }

  some(isWanted: (entry: E) => boolean): boolean {
    return this.parts.some(({ read }) => read.some(({ entry }) => isWanted(entry)));
  }

  every(isWanted: (entry: E) => boolean): boolean {
    return this.parts.every(({ read }) => read.every(({ entry }) => isWanted(entry)));
  }

  /**
   * As `filter`, but what was told of entries that an edit left as they are is remembered. `isWanted` must be the same function each
   * time, and look at nothing but the entry and `given`, which is compared.
   */
  where<G = undefined>(isWanted: (entry: E, given: G) => boolean, given?: G): E[] {
    const known = answers(isWanted);
    return this.eachPart(({ read }) => {
      const before = known.get(read);
      if (before && before.given === given) return before.wanted as readonly Read<E>[];
      const wanted = read.filter(({ entry }) => isWanted(entry, given as G));
      known.set(read, { given, wanted });
      return wanted;
    });
  }

  /**
   * As `where`, of entries that are compared with entries of `other`: `isWanted` looks at nothing but the entry, `given`, and what `find`
   * finds there by its name.
   */
  whereAgainst<O extends Entry, G = undefined>(
    other: EntryList<O>,
    isWanted: (entry: E, find: Find<O>, given: G) => boolean,
    given?: G,
  ): E[] {
    const known = comparisons(isWanted);
    return this.eachPart(({ read }) => {
      const before = known.get(read);
      if (before && before.given === given && other.isAsBefore(before)) {
        before.parts = other.reads;
        return before.wanted as readonly Read<E>[];
      }
      const asked = new Set<string>();
      const found = new Set<Entries>();
      const find: Find<O> = (name) => {
        if (name !== undefined) asked.add(name);
        const [home, there] = other.at(name);
        if (home) found.add(home.read);
        return there?.entry;
      };
      const wanted = read.filter(({ entry }) => isWanted(entry, find, given as G));
      known.set(read, { given, wanted, asked, found, parts: other.reads });
      return wanted;
    });
  }

  /** The entries that are wanted of each part, in their places. Of most parts these are none. */
  private eachPart(wantedOf: (part: Part<E>) => readonly Read<E>[]): E[] {
    const all: E[] = [];
    for (const part of this.parts) for (const read of wantedOf(part)) all.push(this.placed(part, read));
    return all;
  }

  /** Whether names lead where they led when `answer` was found: to entries that are still there, and none is defined anew. */
  private isAsBefore({ asked, found, parts }: Comparison): boolean {
    for (const one of found) if (!this.reads.has(one)) return false;
    for (const name of this.newSince(parts)) if (asked.has(name)) return false;
    return true;
  }

  /** Names of which another entry may be the first than was when the list had `parts`. */
  private newSince(parts: ReadonlySet<Entries>): ReadonlySet<string> {
    const known = this.since.get(parts) ?? newNames(parts, this.reads);
    this.since.set(parts, known);
    return known;
  }

  /** What was read of each part: of parts that an edit left as they are the same objects. */
  private get reads(): ReadonlySet<Entries> {
    this.ofParts ??= new Set(this.parts.map(({ read }) => read));
    return this.ofParts;
  }

  /** The first entry of that name. */
  named(name: string | undefined): E | undefined {
    const [part, read] = this.at(name);
    return part && read && this.placed(part, read);
  }

  /** The first entry of that name, as it was read. */
  readAs(name: string | undefined): E | undefined {
    return this.at(name)[1]?.entry;
  }

  private at(name: string | undefined): [part: Part<E> | undefined, read: Read<E> | undefined] {
    if (name === undefined) return [undefined, undefined];
    this.table ??= tableOf(this.parts.map(({ read }) => read));
    const at = this.table.names.get(name);
    const part = at === undefined ? undefined : this.parts[at];
    return [part, part?.read[namesIn(part.read).get(name) ?? 0]];
  }

  private placed({ chunk, first }: Part<E>, { entry, item }: Read<E>): E {
    const node = chunk.items[item];
    const section = node && this.owner?.entry(this.key, node, first + item);
    return section ? { ...entry, section } : entry;
  }
}

/** Which entry of a part has a name first. */
const namesIn = remembered((read: Entries): ReadonlyMap<string, number> => {
  const names = new Map<string, number>();
  read.forEach(({ entry }, at) => {
    if (!names.has(entry.name)) names.set(entry.name, at);
  });
  return names;
});

/** In which part of a list each name is first. */
interface Table {
  readonly parts: readonly Entries[];
  readonly names: ReadonlyMap<string, number>;
}

/** By the first and the last part of a list: an edit leaves one of them. */
const tables = new Notes<object, Table>();

/** An edit that gives no other names has no other table. */
function tableOf(parts: readonly Entries[]): Table {
  const ends = [parts[0], parts.at(-1)].filter((end) => end !== undefined);
  const before = ends.map((end) => tables.get(end)).find((table) => table && isNamedAs(parts, table.parts));
  const table = { parts, names: before?.names ?? namesOf(parts) };
  for (const end of ends) tables.set(end, table);
  return table;
}

const isNamedAs = (parts: readonly Entries[], before: readonly Entries[]): boolean =>
  parts.length === before.length &&
  parts.every((read, at) => {
    const other = before[at];
    return read === other || (other !== undefined && isSameNames(namesIn(read), namesIn(other)));
  });

const isSameNames = (names: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>): boolean =>
  names.size === others.size && [...names.keys()].every((name) => others.has(name));

function namesOf(parts: readonly Entries[]): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  parts.forEach((read, at) => {
    for (const name of namesIn(read).keys()) if (!names.has(name)) names.set(name, at);
  });
  return names;
}

/**
 * Names in parts of `after` that are not in `before`. An edit within one part is the common case: there, what both have in the same
 * place of the list leads to that part as before, and who found it there notices that the part itself is another.
 */
function newNames(before: ReadonlySet<Entries>, after: ReadonlySet<Entries>): ReadonlySet<string> {
  const [old, now] = [[...before], [...after]];
  const gone = old.filter((one) => !after.has(one));
  const come = now.filter((one) => !before.has(one));
  const names = new Set(come.flatMap((read) => [...namesIn(read).keys()]));
  const [left, entered] = [gone[0], come[0]];
  const isOneInPlace =
    left && entered && gone.length === 1 && come.length === 1 && old.indexOf(left) === now.indexOf(entered);
  if (isOneInPlace) for (const name of namesIn(left).keys()) names.delete(name);
  return names;
}

/** What was answered before, by the question and the entries. */
const answers = remembered<object, Answers>(() => new Notes());

type Answers = Notes<object, { readonly given: unknown; readonly wanted: readonly unknown[] }>;

/** An answer that depends on entries of another list. */
interface Comparison {
  readonly given: unknown;
  readonly wanted: readonly unknown[];
  /** Names that were asked for there, and the parts in which they were found. */
  readonly asked: ReadonlySet<string>;
  readonly found: ReadonlySet<Entries>;
  /** The parts that list had. */
  parts: ReadonlySet<Entries>;
}

const comparisons = remembered<object, Notes<object, Comparison>>(() => new Notes());

/** What `read` tells of the mappings among the items of a list. */
export function readEach<E>(items: readonly Node[], read: (map: MapNode) => E | undefined): Read<E>[] {
  return items.flatMap((node, item) => {
    const map = resolve(node);
    const entry = map?.kind === 'map' ? read(coreOf(map)) : undefined;
    return entry === undefined ? [] : [{ entry, item }];
  });
}
