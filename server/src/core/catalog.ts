import { stringAt } from './document/node.ts';
import { parseYaml } from './document/parse.ts';
import type { Plan } from './plan/plan.ts';

const MAX_ENTITIES = 1_000;

/** An entity of a Backstage catalog. */
export interface CatalogEntity {
  /** The file that defines it: its path, relative to the plan. */
  readonly file: string;
  /** `Component`, `Group`, `User` …, as written. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** spec.owner as written: an entity's reference. */
  readonly owner: string | undefined;
  /** spec.lifecycle. */
  readonly lifecycle: string | undefined;
}

/** What a `catalog-info.yaml` defines; nothing for a file that is none, or a template. */
export function catalogIn(text: string, file: string): CatalogEntity[] {
  if (!text.includes('backstage.io/')) return [];
  const { documents, problems } = parseYaml(text);
  if (problems.length > 0) return [];
  return documents.slice(0, MAX_ENTITIES).flatMap(({ root }) => {
    const [kind, name] = [stringAt(root, ['kind']), stringAt(root, ['metadata', 'name'])];
    const isEntity = stringAt(root, ['apiVersion'])?.includes('backstage.io/') === true;
    if (!isEntity || kind === undefined || name === undefined) return [];
    const namespace = stringAt(root, ['metadata', 'namespace']) ?? 'default';
    const [owner, lifecycle] = [stringAt(root, ['spec', 'owner']), stringAt(root, ['spec', 'lifecycle'])];
    return [{ file, kind, namespace, name, owner, lifecycle }];
  });
}

/** What the catalog says of a plan's owner. Undefined in a part: the catalog does not tell. */
export interface OwnerInCatalog {
  /** The entity that the owner names. */
  readonly entity: CatalogEntity | undefined;
  /** The entity of the plan's model. */
  readonly component: CatalogEntity | undefined;
  /** Whether that entity's owner is the plan's. */
  readonly ownsComponent: boolean | undefined;
}

export function ownerInCatalog(plan: Plan, catalog: readonly CatalogEntity[]): OwnerInCatalog {
  const owner = plan.spec.section('ownership')?.text('owner');
  const model = plan.spec.section('model')?.text('name');
  // Of several components of one name nothing can be said.
  const components = catalog.filter(
    ({ kind, name }) => /^(?:Component|Resource|API)$/i.test(kind) && isSameName(name, model),
  );
  const component = components.length === 1 ? components[0] : undefined;
  // A reference to a team of GitHub is none of Backstage.
  if (owner === undefined || owner.startsWith('@')) return { entity: undefined, component, ownsComponent: undefined };
  const entity = catalog.find((candidate) => isReferenceTo(owner, candidate));
  const theirs = component?.owner;
  return { entity, component, ownsComponent: theirs === undefined ? undefined : isSameReference(theirs, owner) };
}

const fold = (text: string): string => text.toLowerCase();

/** Registries and catalogs write the same name with other separators. */
const isSameName = (name: string, model: string | undefined): boolean =>
  model !== undefined && fold(name).replace(/[._]/g, '-') === fold(model).replace(/[._ ]/g, '-');

/** `[kind:][namespace/]name`; an owner's kind is Group where none is written. */
function partsOf(reference: string): {
  readonly kind: string | undefined;
  readonly namespace: string;
  readonly name: string;
} {
  const colon = reference.indexOf(':');
  const rest = fold(reference.slice(colon + 1));
  const slash = rest.indexOf('/');
  return {
    kind: colon < 0 ? undefined : fold(reference.slice(0, colon)),
    namespace: slash < 0 ? 'default' : rest.slice(0, slash),
    name: rest.slice(slash + 1),
  };
}

function isReferenceTo(reference: string, entity: CatalogEntity): boolean {
  const { kind, namespace, name } = partsOf(reference);
  const isKind = kind === undefined ? /^(?:group|user)$/i.test(entity.kind) : fold(entity.kind) === kind;
  return isKind && fold(entity.namespace) === namespace && fold(entity.name) === name;
}

function isSameReference(one: string, other: string): boolean {
  const [a, b] = [partsOf(one), partsOf(other)];
  return (a.kind ?? 'group') === (b.kind ?? 'group') && a.namespace === b.namespace && a.name === b.name;
}
