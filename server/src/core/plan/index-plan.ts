import { remembered } from '../document/per-node.ts';
import { resolve, type AliasNode, type Node, type ScalarNode } from '../document/node.ts';
import { groupBy } from '../group-by.ts';
import type { Path } from '../problem.ts';
import { collector, type Found, type Inside, type Part } from '../schema/collect.ts';
import type { JsonSchema, ListName, PathKind, SymbolKind } from '../schema/json-schema.ts';
import { keyword, perPlace } from '../schema/walk.ts';
import { Notes } from '../document/notes.ts';

/** A string of the plan that names something. */
interface Named {
  readonly node: ScalarNode;
  /** What stands at `path`: the scalar itself, or an alias of it. */
  readonly written: ScalarNode | AliasNode;
  readonly path: Path;
}

/** A name an entry of the plan gives itself, e.g. an indicator's. */
export interface Definition extends Named {
  readonly kind: SymbolKind;
  readonly name: string;
}

/** A place that names an entry defined elsewhere in the plan. */
export interface Reference extends Named {
  readonly kinds: readonly SymbolKind[];
  readonly name: string;
  /** Free text is allowed here too. */
  readonly soft: boolean;
}

/** A place that names a file of the workspace. */
export interface PathReference extends Named {
  readonly kind: PathKind;
  readonly text: string;
}

/** A place that names an entry of a dated list, such as a license. */
export interface ListEntry extends Named {
  readonly list: ListName;
  readonly text: string;
}

/** What the schema says of names at a place; undefined: nothing. */
const namesAt = perPlace((schemas) => {
  const defines = keyword(schemas, 'x-defines');
  const refers = keyword(schemas, 'x-refers');
  const pathKind = keyword(schemas, 'x-path');
  const list = keyword(schemas, 'x-list');
  if (!defines && !refers && !pathKind && !list) return undefined;
  const soft = keyword(schemas, 'x-soft') === true;
  return { defines, refers: typeof refers === 'string' ? [refers] : refers, soft, pathKind, list };
});

const named = collector(({ node, schemas }) => {
  const names = namesAt(schemas);
  const scalar = names && resolve(node);
  return names && scalar?.kind === 'scalar' && typeof scalar.value === 'string' && scalar.value !== ''
    ? { ...names, name: scalar.value }
    : undefined;
});

type Told = NonNullable<ReturnType<typeof namesAt>> & { readonly name: string };

/** Kinds of what a name is the name of; more than one of a kind where it is given twice. */
type Names = ReadonlyMap<string, readonly SymbolKind[]>;

/** All definitions of a plan, in parts, and what they define. */
interface Table {
  readonly parts: readonly (readonly Inside<Told>[])[];
  readonly names: Names;
}

/**
 * Everything in a file that names something, as the schema's keywords tell. Places are looked for when somebody asks: after an edit
 * nothing is done for what stands elsewhere.
 */
export class PlanIndex {
  private readonly parts: readonly Part<Told>[];
  private readonly table: Table;
  private readonly known: { [K in keyof Lists]?: readonly Lists[K][] } = {};

  /** @param earlier the index of the file before an edit */
  constructor(schema: JsonSchema, root: Node | undefined, earlier?: PlanIndex) {
    this.parts = named(schema, root);
    const parts = this.parts
      .map(({ inside }) => sorted(inside).definitions)
      .filter((definitions) => definitions.length > 0);
    this.table = earlier && isSame(parts, earlier.table.parts) ? earlier.table : { parts, names: namesOf(parts) };
  }

  get definitions(): readonly Definition[] {
    return this.all('definitions');
  }

  get references(): readonly Reference[] {
    return this.all('references');
  }

  get paths(): readonly PathReference[] {
    return this.all('paths');
  }

  get entries(): readonly ListEntry[] {
    return this.all('entries');
  }

  /** Definitions of names of `kinds`. */
  definitionsOf(kinds: ReadonlySet<SymbolKind>): Definition[] {
    const isWanted = ({ defines }: Told): boolean => defines !== undefined && kinds.has(defines);
    return this.matching('definitions', isWanted, (inside) => [...kindsIn(inside)].some((kind) => kinds.has(kind)));
  }

  /** Where `reference` leads: every definition of that name and of a kind it may mean. */
  meantBy(reference: Pick<Reference, 'name' | 'kinds'>): Definition[] {
    if (!this.defines(reference.name, reference.kinds)) return [];
    return this.definitions.filter(({ name, kind }) => name === reference.name && reference.kinds.includes(kind));
  }

  /** Whether an entry of one of `kinds` is named `name`. */
  defines(name: string, kinds: readonly SymbolKind[]): boolean {
    return this.table.names.get(name)?.some((kind) => kinds.includes(kind)) === true;
  }

  /** Whether something refers to the `kind` named `name`. */
  uses(name: string, kind: SymbolKind): boolean {
    return this.parts.some(({ inside }) => usedIn(inside).has(`${kind} ${name}`));
  }

  /** References that lead nowhere. Of a part that an edit left as it is, that is known as long as the plan defines the same names. */
  get dangling(): readonly Reference[] {
    return this.parts.flatMap((part) =>
      danglingIn(part.inside, this.table.names).flatMap((one) => MAKE.references(part.at(one)) ?? []),
    );
  }

  /** Definitions whose name another one of the kind has already, with the first of them. */
  get repeated(): readonly { readonly again: Definition; readonly first: Definition }[] {
    const isRepeated = (kinds: readonly SymbolKind[]): boolean => new Set(kinds).size < kinds.length;
    if (![...this.table.names.values()].some((kinds) => kinds.length > 1 && isRepeated(kinds))) return [];
    const groups = groupBy(this.definitions, ({ kind, name }) => `${kind} ${name}`);
    return [...groups.values()].flatMap(([first, ...others]) =>
      first ? others.map((again) => ({ again, first })) : [],
    );
  }

  /** What is named as files, each once, with the kinds of path it is meant as. */
  get files(): ReadonlyMap<string, ReadonlySet<PathKind>> {
    const files = new Map<string, Set<PathKind>>();
    for (const { inside } of this.parts) {
      for (const [text, kinds] of filesIn(inside)) {
        const known = files.get(text) ?? new Set();
        for (const kind of kinds) known.add(kind);
        files.set(text, known);
      }
    }
    return files;
  }

  /** Places that name the file `text`. */
  pathsTo(text: string): PathReference[] {
    return this.matching(
      'paths',
      ({ name }) => name === text,
      (inside) => filesIn(inside).has(text),
    );
  }

  private all<K extends keyof Lists>(what: K): readonly Lists[K][] {
    const known = this.known as { [L in K]?: readonly Lists[L][] };
    known[what] ??= this.matching(what, () => true);
    return known[what];
  }

  /** @param mayHave what is known of a part: it need not be looked through */
  private matching<K extends keyof Lists>(
    what: K,
    isWanted: (told: Told) => boolean,
    mayHave: (inside: readonly Inside<Told>[]) => boolean = () => true,
  ): Lists[K][] {
    const found = this.parts
      .filter(({ inside }) => mayHave(inside))
      .flatMap((part) =>
        sorted(part.inside)[what].flatMap((one) => (isWanted(one.told) ? (MAKE[what](part.at(one)) ?? []) : [])),
      );
    // Long lists are parts of their own.
    return found.sort((a, b) => a.written.start - b.written.start);
  }
}

/** What was found in a part of a plan, by what it is. */
type Sorted = { readonly [K in keyof Lists]: readonly Inside<Told>[] };

const sorted = remembered((inside: readonly Inside<Told>[]): Sorted => ({
  definitions: inside.filter(({ told }) => told.defines),
  references: inside.filter(({ told }) => told.refers),
  paths: inside.filter(({ told }) => told.pathKind),
  entries: inside.filter(({ told }) => told.list),
}));

/** Of what kinds the names are that are defined in a part. */
const kindsIn = remembered(
  (inside: readonly Inside<Told>[]): ReadonlySet<SymbolKind> =>
    new Set(sorted(inside).definitions.flatMap(({ told }) => told.defines ?? [])),
);

const usedIn = remembered(
  (inside: readonly Inside<Told>[]): ReadonlySet<string> =>
    new Set(sorted(inside).references.flatMap(({ told }) => (told.refers ?? []).map((kind) => `${kind} ${told.name}`))),
);

const filesIn = remembered((inside: readonly Inside<Told>[]): ReadonlyMap<string, ReadonlySet<PathKind>> => {
  const groups = groupBy(sorted(inside).paths, ({ told }) => told.name);
  return new Map(
    [...groups].map(([text, places]) => [text, new Set(places.flatMap(({ told }) => told.pathKind ?? []))]),
  );
});

const unresolved = new Notes<object, { readonly names: Names; readonly inside: readonly Inside<Told>[] }>();

function danglingIn(inside: readonly Inside<Told>[], names: Names): readonly Inside<Told>[] {
  const before = unresolved.get(inside);
  if (before?.names === names) return before.inside;
  const dangling = sorted(inside).references.filter(
    ({ told: { name, refers = [] } }) => !names.get(name)?.some((kind) => refers.includes(kind)),
  );
  unresolved.set(inside, { names, inside: dangling });
  return dangling;
}

function isSame(parts: Table['parts'], earlier: Table['parts']): boolean {
  const isEqual = (part: Table['parts'][number], other: Table['parts'][number] | undefined): boolean =>
    part === other ||
    (part.length === other?.length &&
      part.every(({ told }, at) => told.name === other[at]?.told.name && told.defines === other[at].told.defines));
  return parts.length === earlier.length && parts.every((part, index) => isEqual(part, earlier[index]));
}

function namesOf(parts: Table['parts']): Names {
  const names = new Map<string, readonly SymbolKind[]>();
  for (const part of parts) {
    for (const { told } of part) {
      const known = names.get(told.name);
      if (told.defines) names.set(told.name, known ? [...known, told.defines] : only(told.defines));
    }
  }
  return names;
}

/** The same list for each name of a kind: of thousands nearly all are given once. */
const only = (kind: SymbolKind): readonly SymbolKind[] => {
  const known = ONLY.get(kind) ?? [kind];
  ONLY.set(kind, known);
  return known;
};

const ONLY = new Map<SymbolKind, readonly SymbolKind[]>();

/** What is told of a name, by what it is. */
interface Lists {
  definitions: Definition;
  references: Reference;
  paths: PathReference;
  entries: ListEntry;
}

const MAKE: { readonly [K in keyof Lists]: (found: Found<Told>) => Lists[K] | undefined } = {
  definitions: ({ told, ...at }) => told.defines && { ...placed(at), kind: told.defines, name: told.name },
  references: ({ told, ...at }) =>
    told.refers && { ...placed(at), kinds: told.refers, name: told.name, soft: told.soft },
  paths: ({ told, ...at }) => told.pathKind && { ...placed(at), kind: told.pathKind, text: told.name },
  entries: ({ told, ...at }) => told.list && { ...placed(at), list: told.list, text: told.name },
};

const placed = ({ node, path }: Omit<Found<Told>, 'told'>): Named => ({
  node: resolve(node) as ScalarNode,
  written: node as ScalarNode | AliasNode,
  path,
});

/** Names that references mean as a `kind` and nothing defines, in the order of the text, each once. */
export function undefinedNames(index: PlanIndex, kind: SymbolKind): string[] {
  const unknown = index.dangling.filter((reference) => reference.kinds[0] === kind && !reference.soft);
  return [...new Set(unknown.map(({ name }) => name))];
}

export const SYMBOL_NAMES: Readonly<Record<SymbolKind, { readonly one: string; readonly section: string }>> = {
  dataSource: { one: 'data source', section: 'spec.dataSources' },
  indicator: { one: 'indicator', section: 'spec.monitoring.indicators' },
  alert: { one: 'alert rule', section: 'spec.alerting.rules' },
  notificationTarget: { one: 'notification target', section: 'spec.alerting.targets' },
  driftColumn: { one: 'drift column', section: 'spec.monitoring.drift.columns' },
  slo: { one: 'SLO', section: 'spec.slos' },
  dataPipeline: { one: 'data pipeline', section: 'spec.dataPipelines' },
  member: { one: 'member', section: 'spec.ownership.members' },
};
