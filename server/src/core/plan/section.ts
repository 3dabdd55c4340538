import { chunksOf, coreOf, lengthOf, type Chunk } from '../document/moved.ts';
import { findPair, isMergeKey, keyName, numberOf, resolve, type MapNode, type Node } from '../document/node.ts';
import type { Span } from '../document/text.ts';
import type { Path } from '../problem.ts';
import { didItMean } from '../schema/did-you-mean.ts';
import { parseDate, parseDuration } from '../schema/formats.ts';

/** A text of a list, and where it stands. */
export interface TextItem extends Span {
  readonly text: string;
}

/**
 * A mapping of a plan, as rules read it. What has another type than the format asks for reads as undefined, and is not
 * lacking either: the schema tells of it, and nothing else is to be said.
 */
export class Section {
  private readonly node: MapNode;
  /** The node as it was first read: for what it says, which does not change when edits elsewhere move it. */
  readonly core: MapNode;
  private readonly parent: Section | undefined;
  private readonly key: string | undefined;
  private readonly at: Span | number | undefined;

  /**
   * @param key of the parent, or of the document
   * @param at where that key stands; of an entry of the list it has, which entry
   */
  constructor(node: MapNode, parent?: Section, key?: string, at?: Span | number) {
    this.node = node;
    this.core = coreOf(node);
    this.parent = parent;
    this.key = key;
    this.at = at;
  }

  get path(): Path {
    const above = this.parent?.path ?? [];
    if (this.key === undefined) return above;
    return typeof this.at === 'number' ? [...above, this.key, this.at] : [...above, this.key];
  }

  /** What to underline for the whole: the key that names it, or the first key of a list's item. */
  get span(): Span {
    const key = typeof this.at === 'object' ? this.at : this.node.pairs[0]?.key;
    const { start, end } = key ?? this.node;
    return { start, end };
  }

  has(key: string): boolean {
    return this.valueOf(key) !== undefined;
  }

  /** Whether nothing answers for `key`: it is not there, and not misspelt either. */
  lacks(key: string): boolean {
    return !this.has(key) && !this.core.pairs.some((pair) => !isMergeKey(pair) && didItMean(keyName(pair) ?? '', key));
  }

  /** Whether `key` is lacking, or a list without items. */
  lacksAny(key: string): boolean {
    return this.lacks(key) || this.count(key) === 0;
  }

  /** Whether `key` says that it does not apply. */
  isNotNeeded(key: string): boolean {
    return findPair(this.valueOf(key), 'notNeeded') !== undefined;
  }

  text(key: string): string | undefined {
    const node = resolve(this.valueOf(key));
    return node?.kind === 'scalar' && typeof node.value === 'string' && node.value !== '' ? node.value : undefined;
  }

  number(key: string): number | undefined {
    return numberOf(this.valueOf(key));
  }

  is(key: string, value: boolean | string): boolean {
    const node = resolve(this.valueOf(key));
    return node?.kind === 'scalar' && node.value === value;
  }

  /** Milliseconds of a duration. */
  duration(key: string): number | undefined {
    const text = this.text(key);
    return text === undefined ? undefined : parseDuration(text);
  }

  /** Milliseconds since the epoch of a date. */
  date(key: string): number | undefined {
    const text = this.text(key);
    return text === undefined ? undefined : parseDate(text);
  }

  /** Where the value of `key` stands; a larger one is shown by its key, and a missing one by the section. */
  place(key: string): Span {
    const pair = findPair(this.node, key);
    if (!pair) return this.span;
    const { start, end } = pair.value.kind === 'map' || pair.value.kind === 'seq' ? pair.key : pair.value;
    return { start, end };
  }

  nodeOf(key: string): Node | undefined {
    return findPair(this.node, key)?.value;
  }

  section(key: string): Section | undefined {
    const pair = findPair(this.node, key);
    const map = resolve(pair?.value);
    return pair && map?.kind === 'map' ? new Section(map, this, key, pair.key) : undefined;
  }

  /** The mappings of the list `key`. */
  sections(key: string): Section[] {
    const list = resolve(findPair(this.node, key)?.value);
    return list?.kind === 'seq' ? list.items.flatMap((item, index) => this.entry(key, item, index) ?? []) : [];
  }

  /** The items of the list `key`, whatever they are. */
  chunks(key: string): readonly Chunk[] {
    const list = resolve(findPair(this.node, key)?.value);
    return list?.kind === 'seq' ? chunksOf(list) : [];
  }

  /** The mapping `item`, which is the entry `index` of the list `key`. */
  entry(key: string, item: Node, index: number): Section | undefined {
    const map = resolve(item);
    return map?.kind === 'map' ? new Section(map, this, key, index) : undefined;
  }

  /** How many items the list `key` has, of whatever kind; undefined where it is no list. */
  count(key: string): number | undefined {
    const list = resolve(this.valueOf(key));
    return list?.kind === 'seq' ? lengthOf(list) : undefined;
  }

  /** The texts of the list `key`. */
  texts(key: string): TextItem[] {
    return this.items(key).flatMap(({ value, start, end }) =>
      typeof value === 'string' && value !== '' ? [{ text: value, start, end }] : [],
    );
  }

  /** The numbers of the list `key`, where it holds nothing else. */
  numbers(key: string): { readonly value: number; readonly span: Span }[] | undefined {
    const items = this.items(key);
    const numbers = items.flatMap(({ value, start, end }) =>
      typeof value === 'number' && Number.isFinite(value) ? [{ value, span: { start, end } }] : [],
    );
    return numbers.length === items.length ? numbers : undefined;
  }

  /** What `key` has, for what it says: it stands elsewhere. */
  private valueOf(key: string): Node | undefined {
    return findPair(this.core, key)?.value;
  }

  private items(key: string): ({ readonly value: unknown } & Span)[] {
    const list = resolve(findPair(this.node, key)?.value);
    if (list?.kind !== 'seq') return [];
    return list.items.map((item) => {
      const scalar = resolve(item);
      return { value: scalar?.kind === 'scalar' ? scalar.value : undefined, start: item.start, end: item.end };
    });
  }
}

/** `spec` of a plan. */
export function specOf(root: Node | undefined): Section | undefined {
  const pair = findPair(root, 'spec');
  const map = resolve(pair?.value);
  return pair && map?.kind === 'map' ? new Section(map, undefined, 'spec', pair.key) : undefined;
}
