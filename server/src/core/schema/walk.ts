import { isMergeKey, keyName, resolve, type Node, type Pair } from '../document/node.ts';
import type { Path } from '../problem.ts';
import { effective, isConditional, propertySchemas, type JsonSchema } from './json-schema.ts';

export interface Visit {
  readonly node: Node;
  /** Made when it is asked for: most places have nothing to be told about. */
  readonly path: Path;
  /** The entry holding the node, when its parent is a mapping. */
  readonly pair: Pair | undefined;
  readonly schemas: readonly JsonSchema[];
}

/** Calls `visit` for each node a schema describes, parents first. Aliases are not entered: their target is visited where it stands. */
export function walk(schema: JsonSchema, root: Node | undefined, visit: (visit: Visit) => void): void {
  const enter = (place: Place): void => {
    visit(place);
    place.children(enter);
  };
  const top = Place.root(schema, root);
  if (top) enter(top);
}

const NONE: readonly JsonSchema[] = [];

/** A node, with the schemas that describe it and the way to it. */
export class Place implements Visit {
  readonly node: Node;
  readonly parent: Place | undefined;
  /** Which entry of its parent it is. */
  readonly ordinal: number;
  readonly pair: Pair | undefined;
  readonly schemas: readonly JsonSchema[];
  private readonly all: Places;

  private constructor(
    node: Node,
    all: Places,
    schemas: readonly JsonSchema[],
    parent?: Place,
    ordinal = 0,
    pair?: Pair,
  ) {
    this.node = node;
    this.all = all;
    this.schemas = schemas;
    this.parent = parent;
    this.ordinal = ordinal;
    this.pair = pair;
  }

  /** The root of a document; undefined where there is none. */
  static root(schema: JsonSchema, node: Node | undefined): Place | undefined {
    if (!node || !resolve(node)) return undefined;
    const all = placesOf(schema);
    return new Place(node, all, all.at(all.root, node));
  }

  get path(): Path {
    if (!this.parent) return [];
    return [...this.parent.path, this.pair ? (keyName(this.pair) ?? '') : this.ordinal];
  }

  /** The places of its entries. */
  children(visit: (child: Place) => void): void {
    const { node, all } = this;
    if (node.kind === 'map') {
      node.pairs.forEach((pair, index) => {
        const key = isMergeKey(pair) ? undefined : keyName(pair);
        const next = key === undefined ? NONE : all.property(this.schemas, key);
        if (next.length > 0) visit(new Place(pair.value, all, all.at(next, pair.value), this, index, pair));
      });
    } else if (node.kind === 'seq') {
      const next = this.itemSchemas;
      if (next.length > 0) node.items.forEach((item, index) => visit(this.item(item, index)));
    }
  }

  /** What is said of all entries of a sequence. */
  get itemSchemas(): readonly JsonSchema[] {
    return this.all.items(this.schemas);
  }

  item(node: Node, index: number): Place {
    return new Place(node, this.all, this.all.at(this.itemSchemas, node), this, index);
  }

  /** The same node, seen as if it were a root. */
  alone(): Place {
    return new Place(this.node, this.all, this.schemas);
  }
}

/** The same lists of schemas for the same places of a schema, however often a document has them. */
class Places {
  readonly root: readonly JsonSchema[];
  private readonly schema: JsonSchema;
  private readonly known = new WeakMap<readonly JsonSchema[], readonly JsonSchema[]>();
  private readonly properties = new WeakMap<readonly JsonSchema[], Map<string, readonly JsonSchema[]>>();
  private readonly entries = new WeakMap<readonly JsonSchema[], readonly JsonSchema[]>();
  /** By the numbers of the schemas in them, so that a branch that is taken again is the same list. */
  private readonly branches = new Map<string, readonly JsonSchema[]>();
  private readonly numbers = new Map<JsonSchema, number>();

  constructor(schema: JsonSchema) {
    this.schema = schema;
    this.root = [schema];
  }

  /** What applies to `node`, of which `candidates` are said. */
  at(candidates: readonly JsonSchema[], node: Node): readonly JsonSchema[] {
    const known = this.known.get(candidates);
    if (known) return known;
    const schemas = candidates.flatMap((candidate) => effective(this.schema, candidate, node));
    if (!schemas.some(isConditional)) {
      this.known.set(candidates, schemas);
      return schemas;
    }
    const key = schemas.map((one) => this.numberOf(one)).join();
    const branch = this.branches.get(key) ?? schemas;
    this.branches.set(key, branch);
    return branch;
  }

  property(schemas: readonly JsonSchema[], key: string): readonly JsonSchema[] {
    const properties = this.properties.get(schemas) ?? new Map<string, readonly JsonSchema[]>();
    this.properties.set(schemas, properties);
    const known = properties.get(key);
    if (known) return known;
    const found = propertySchemas(schemas, key);
    // Of names that people make up there is no end.
    if (schemas.some(({ properties: own }) => own && Object.hasOwn(own, key))) properties.set(key, found);
    return found;
  }

  items(schemas: readonly JsonSchema[]): readonly JsonSchema[] {
    const known = this.entries.get(schemas);
    if (known) return known;
    const items = schemas.flatMap((candidate) => (candidate.items ? [candidate.items] : []));
    this.entries.set(schemas, items);
    return items;
  }

  private numberOf(schema: JsonSchema): number {
    const number = this.numbers.get(schema) ?? this.numbers.size;
    this.numbers.set(schema, number);
    return number;
  }
}

const ALL = new WeakMap<JsonSchema, Places>();

function placesOf(schema: JsonSchema): Places {
  const places = ALL.get(schema) ?? new Places(schema);
  ALL.set(schema, places);
  return places;
}

/** The first value of `keyword` among the schemas of a place. */
export function keyword<K extends keyof JsonSchema>(
  schemas: readonly JsonSchema[],
  name: K,
): JsonSchema[K] | undefined {
  for (const schema of schemas) if (schema[name] !== undefined) return schema[name];
  return undefined;
}

/** What `read` tells of the schemas of a place, worked out once for all the nodes that stand there. */
export function perPlace<T>(read: (schemas: readonly JsonSchema[]) => T): (schemas: readonly JsonSchema[]) => T {
  const known = new WeakMap<readonly JsonSchema[], { readonly told: T }>();
  return (schemas) => {
    const before = known.get(schemas);
    if (before) return before.told;
    const told = read(schemas);
    known.set(schemas, { told });
    return told;
  };
}
