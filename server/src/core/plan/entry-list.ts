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

/** What finds the first entry of a name in another list, as it was read. */
export type Find<E> = (name: string | undefined) => E | undefined;

/** Bounds how many entries of a part there are, so that one number tells part and entry. */
const MOST = 1_024;
/** So many names are looked for part by part. */
const FEW = 300;

/**
 * The entries of a list of the plan. What is asked of each (`filter`, `find`, …) is asked of the entry as it was read: what it says
 * is known then, where it stands is not. What is answered has its place.
 */
export class EntryList<E extends Entry> implements Iterable<E> {
  readonly length: number;
  private readonly owner: Section | undefined;
  private readonly key: string;
  private readonly parts: readonly Part<E>[];
  private byName: ReadonlyMap<string, number> | undefined;
  private ofParts: ReadonlySet<object> | undefined;
  private readonly since = new Map<ReadonlySet<object>, readonly Part<E>[]>();
  private asked = 0;

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
    return this.parts.flatMap((part) =>
      part.read.filter(({ entry }) => isWanted(entry)).map((read) => this.placed(part, read)),
    );
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
    return this.parts.flatMap((part) => {
      const before = known.get(part.read);
      const wanted =
        before && before.given === given
          ? (before.wanted as readonly Read<E>[])
          : part.read.filter(({ entry }) => isWanted(entry, given as G));
      if (wanted !== before?.wanted) known.set(part.read, { given, wanted });
      return wanted.map((read) => this.placed(part, read));
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
    return this.parts.flatMap((part) => {
      let answer = known.get(part.read);
      if (answer && answer.given === given && other.isAsBefore(answer)) answer.parts = other.reads;
      else {
        const asked = new Set<string>();
        const found = new Set<object>();
        const find: Find<O> = (name) => {
          if (name !== undefined) asked.add(name);
          const [home, read] = other.at(name);
          if (home) found.add(home.read);
          return read?.entry;
        };
        const wanted = part.read.filter(({ entry }) => isWanted(entry, find, given as G));
        answer = { given, wanted, asked, found, parts: other.reads };
        known.set(part.read, answer);
      }
      return (answer.wanted as readonly Read<E>[]).map((read) => this.placed(part, read));
    });
  }

  /** Whether names lead where they led when `answer` was found: to entries that are still there, and none is defined anew. */
  private isAsBefore({ asked, found, parts }: Comparison): boolean {
    for (const one of found) if (!this.reads.has(one)) return false;
    for (const { read } of this.newSince(parts)) if (read.some(({ entry }) => asked.has(entry.name))) return false;
    return true;
  }

  private newSince(parts: ReadonlySet<object>): readonly Part<E>[] {
    const known = this.since.get(parts) ?? this.parts.filter(({ read }) => !parts.has(read));
    this.since.set(parts, known);
    return known;
  }

  /** What was read of each part: of parts that an edit left as they are the same objects. */
  private get reads(): ReadonlySet<object> {
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
    // After an edit few names are asked for; a table of all would cost more than it saves.
    if (this.asked++ < FEW) {
      const part = this.parts.find(({ read }) => namesIn(read).has(name));
      return [part, part?.read[namesIn(part.read).get(name) ?? 0]];
    }
    const found = this.names.get(name);
    if (found === undefined) return [undefined, undefined];
    const part = this.parts[Math.floor(found / MOST)];
    return [part, part?.read[found % MOST]];
  }

  private get names(): ReadonlyMap<string, number> {
    if (this.byName) return this.byName;
    const names = new Map<string, number>();
    this.parts.forEach(({ read }, part) => {
      read.forEach(({ entry }, at) => {
        if (!names.has(entry.name)) names.set(entry.name, part * MOST + at);
      });
    });
    this.byName = names;
    return names;
  }

  private placed({ chunk, first }: Part<E>, { entry, item }: Read<E>): E {
    const node = chunk.items[item];
    const section = node && this.owner?.entry(this.key, node, first + item);
    return section ? { ...entry, section } : entry;
  }
}

/** Which entry of a part has a name first. */
const namesIn = remembered((read: readonly Read<Entry>[]): ReadonlyMap<string, number> => {
  const names = new Map<string, number>();
  read.forEach(({ entry }, at) => {
    if (!names.has(entry.name)) names.set(entry.name, at);
  });
  return names;
});

/** What was answered before, by the question and the entries. */
const answers = remembered<object, Answers>(() => new Notes());

type Answers = Notes<object, { readonly given: unknown; readonly wanted: readonly unknown[] }>;

/** An answer that depends on entries of another list. */
interface Comparison {
  readonly given: unknown;
  readonly wanted: readonly unknown[];
  /** Names that were asked for there, and the parts in which they were found. */
  readonly asked: ReadonlySet<string>;
  readonly found: ReadonlySet<object>;
  /** The parts that list had. */
  parts: ReadonlySet<object>;
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
