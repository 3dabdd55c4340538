import { groupBy } from '../group-by.ts';
import { resolve, type AliasNode, type Node, type ScalarNode } from '../document/node.ts';
import type { Path } from '../problem.ts';
import type { JsonSchema, ListName, PathKind, SymbolKind } from '../schema/json-schema.ts';
import { collector, Found } from '../schema/collect.ts';
import { keyword, perPlace } from '../schema/walk.ts';

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

/** Everything in a file that names something, collected in one pass as the schema's keywords tell. */
export interface PlanIndex {
  readonly definitions: readonly Definition[];
  readonly references: readonly Reference[];
  readonly paths: readonly PathReference[];
  readonly entries: readonly ListEntry[];
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

/** A name and its place; one object each, because a plan has thousands. */
class NamedAt extends Found<NonNullable<ReturnType<typeof namesAt>> & { readonly name: string }> implements Named {
  get written(): ScalarNode | AliasNode {
    return super.node as ScalarNode | AliasNode;
  }

  override get node(): ScalarNode {
    return resolve(super.node) as ScalarNode;
  }

  get name(): string {
    return this.told.name;
  }

  get text(): string {
    return this.told.name;
  }
}

class DefinitionAt extends NamedAt implements Definition {
  get kind(): SymbolKind {
    return this.told.defines as SymbolKind;
  }
}

class ReferenceAt extends NamedAt implements Reference {
  get kinds(): readonly SymbolKind[] {
    return this.told.refers ?? [];
  }

  get soft(): boolean {
    return this.told.soft;
  }
}

class PathAt extends NamedAt implements PathReference {
  get kind(): PathKind {
    return this.told.pathKind as PathKind;
  }
}

class EntryAt extends NamedAt implements ListEntry {
  get list(): ListName {
    return this.told.list as ListName;
  }
}

export function indexPlan(schema: JsonSchema, root: Node | undefined): PlanIndex {
  const definitions: Definition[] = [];
  const references: Reference[] = [];
  const paths: PathReference[] = [];
  const entries: ListEntry[] = [];
  named(schema, root, (entry, inside) => {
    const { defines, refers, pathKind, list } = inside.told;
    if (defines) definitions.push(new DefinitionAt(entry, inside));
    if (refers) references.push(new ReferenceAt(entry, inside));
    if (pathKind) paths.push(new PathAt(entry, inside));
    if (list) entries.push(new EntryAt(entry, inside));
  });
  return { definitions, references, paths, entries };
}

/** Definitions by name; several only where a name is given twice. */
type ByName = ReadonlyMap<string, Definition | readonly Definition[]>;

/** What several rules ask of an index, worked out when it is first asked for. */
function perIndex<T>(tell: (index: PlanIndex) => T): (index: PlanIndex) => T {
  const known = new WeakMap<PlanIndex, T>();
  return (index) => {
    const told = known.get(index) ?? tell(index);
    known.set(index, told);
    return told;
  };
}

const namesOf = perIndex((index): ByName => {
  const names = new Map<string, Definition | readonly Definition[]>();
  for (const definition of index.definitions) {
    const { name } = definition;
    const earlier = names.get(name);
    names.set(name, earlier ? [earlier, definition].flat() : definition);
  }
  return names;
});

/** Names that are defined more than once, with all their definitions. */
export function* sharedNames(index: PlanIndex): Generator<readonly Definition[]> {
  for (const named of namesOf(index).values()) if (!('kind' in named)) yield named;
}

/** References by the kind they mean first, in the order of the text. */
export const referencesByKind = perIndex(({ references }: PlanIndex) => groupBy(references, ({ kinds }) => kinds[0]));

/** Places that name a file, by what they name: thousands may name a few. */
export const pathsByText = perIndex(({ paths }: PlanIndex) => groupBy(paths, ({ text }) => text));

/** Where `reference` leads: every definition of that name and of a kind it may mean. */
export function definitionsOf(index: PlanIndex, reference: Reference): Definition[] {
  return [namesOf(index).get(reference.name) ?? []].flat().filter(({ kind }) => reference.kinds.includes(kind));
}

/** Whether `reference` leads anywhere. */
export function isDefined(index: PlanIndex, reference: Reference): boolean {
  const named = namesOf(index).get(reference.name);
  if (named === undefined) return false;
  return 'kind' in named ? reference.kinds.includes(named.kind) : definitionsOf(index, reference).length > 0;
}

/** Names that references mean as a `kind` and nothing defines, in the order of the text, each once. */
export function undefinedNames(index: PlanIndex, kind: SymbolKind): string[] {
  const references = referencesByKind(index).get(kind) ?? [];
  const unknown = references.filter((reference) => !reference.soft && !isDefined(index, reference));
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
