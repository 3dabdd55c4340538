import { groupBy } from '../group-by.ts';
import { resolve, type AliasNode, type Node, type ScalarNode } from '../document/node.ts';
import type { Path } from '../problem.ts';
import type { JsonSchema, ListName, PathKind, SymbolKind } from '../schema/json-schema.ts';
import { collector, type Found } from '../schema/collect.ts';
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

export function indexPlan(schema: JsonSchema, root: Node | undefined): PlanIndex {
  const definitions: Definition[] = [];
  const references: Reference[] = [];
  const paths: PathReference[] = [];
  const entries: ListEntry[] = [];
  for (const found of named(schema, root)) {
    const { name, defines, refers, soft, pathKind, list } = found.told;
    if (defines) definitions.push(new DefinitionAt(found, defines, name));
    if (refers) references.push(new ReferenceAt(found, refers, name, soft));
    if (pathKind) paths.push(new PathAt(found, pathKind, name));
    if (list) entries.push(new EntryAt(found, list, name));
  }
  return { definitions, references, paths, entries };
}

/** Where a name stands, looked for when somebody asks: of thousands of names few have anything to be told about. */
abstract class NamedAt implements Named {
  private readonly found: Found<unknown>;

  constructor(found: Found<unknown>) {
    this.found = found;
  }

  get node(): ScalarNode {
    return resolve(this.found.node) as ScalarNode;
  }

  get written(): ScalarNode | AliasNode {
    return this.found.node as ScalarNode | AliasNode;
  }

  get path(): Path {
    return this.found.path;
  }
}

class DefinitionAt extends NamedAt implements Definition {
  readonly kind: SymbolKind;
  readonly name: string;

  constructor(found: Found<unknown>, kind: SymbolKind, name: string) {
    super(found);
    this.kind = kind;
    this.name = name;
  }
}

class ReferenceAt extends NamedAt implements Reference {
  readonly kinds: readonly SymbolKind[];
  readonly name: string;
  readonly soft: boolean;

  constructor(found: Found<unknown>, kinds: readonly SymbolKind[], name: string, soft: boolean) {
    super(found);
    this.kinds = kinds;
    this.name = name;
    this.soft = soft;
  }
}

class PathAt extends NamedAt implements PathReference {
  readonly kind: PathKind;
  readonly text: string;

  constructor(found: Found<unknown>, kind: PathKind, text: string) {
    super(found);
    this.kind = kind;
    this.text = text;
  }
}

class EntryAt extends NamedAt implements ListEntry {
  readonly list: ListName;
  readonly text: string;

  constructor(found: Found<unknown>, list: ListName, text: string) {
    super(found);
    this.list = list;
    this.text = text;
  }
}

/** Definitions by name, made when first asked for: each reference of a plan is looked up. */
const byName = new WeakMap<PlanIndex, ReadonlyMap<string, readonly Definition[]>>();

/** Where `reference` leads: every definition of that name and of a kind it may mean. */
export function definitionsOf(index: PlanIndex, reference: Reference): Definition[] {
  const named = byName.get(index) ?? groupBy(index.definitions, ({ name }) => name);
  byName.set(index, named);
  return (named.get(reference.name) ?? []).filter(({ kind }) => reference.kinds.includes(kind));
}

/** Names that references mean as a `kind` and nothing defines, in the order of the text, each once. */
export function undefinedNames(index: PlanIndex, kind: SymbolKind): string[] {
  const unknown = index.references.filter(
    (reference) => reference.kinds[0] === kind && !reference.soft && definitionsOf(index, reference).length === 0,
  );
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
