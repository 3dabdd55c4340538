import { keyName, nodeAt, resolve, type Node } from '../document/node.ts';
import type { Path } from '../problem.ts';

/** How a repository wants its files: which of them go where, what they are labelled with, and what has to read them. */
export interface Conventions {
  /** Folders to take instead of those that targets name: `prometheus` → `ops/prometheus`. */
  readonly folders: Readonly<Record<string, string>>;
  /** On alerts and on resources of Kubernetes, beside their own. */
  readonly labels: Readonly<Record<string, string>>;
  /** Versions that are in use, by system: what is made can be read by them. */
  readonly versions: Readonly<Record<string, string>>;
  /** Annotations of the plan that say something of the kind, and that nothing understands. */
  readonly unknown?: readonly string[];
}

export const NO_CONVENTIONS: Conventions = { folders: {}, labels: {}, versions: {} };

/** Systems whose version makes a difference. */
export const SYSTEMS = [
  'prometheus',
  'alertmanager',
  'grafana',
  'evidently',
  'mlflow',
  'argo-rollouts',
  'flagger',
  'airflow',
  'argo-workflows',
  'dbt',
  'feast',
  'great-expectations',
] as const;
export type System = (typeof SYSTEMS)[number];

const PREFIX = 'production-first/';

/** What is agreed for the plan in a document: by the plan itself first, by its labels and annotations. */
export function conventionsOf(root: Node | undefined, agreed: Conventions): Conventions {
  const annotations = textsAt(root, ['metadata', 'annotations']);
  const noted = (kind: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(annotations).flatMap(([key, value]) =>
        key.startsWith(`${PREFIX}${kind}.`) ? [[key.slice(PREFIX.length + kind.length + 1), value]] : [],
      ),
    );
  return {
    folders: { ...agreed.folders, ...noted('folder') },
    labels: { ...agreed.labels, ...textsAt(root, ['metadata', 'labels']) },
    versions: { ...agreed.versions, ...noted('version') },
    unknown: Object.keys(annotations).filter((key) => key.startsWith(PREFIX) && !isKnown(key.slice(PREFIX.length))),
  };
}

function isKnown(note: string): boolean {
  const [, kind, what] = /^(folder|version)\.(.+)$/.exec(note) ?? [];
  return kind === 'folder' || (kind === 'version' && (SYSTEMS as readonly (string | undefined)[]).includes(what));
}

/** Conventions as settings and files have them, whatever that is; what does not fit is left out. */
export function readConventions(given: unknown): Conventions {
  const textsOf = (key: string): Record<string, string> => {
    const map: unknown =
      typeof given === 'object' && given !== null ? (given as Record<string, unknown>)[key] : undefined;
    if (typeof map !== 'object' || map === null) return {};
    return Object.fromEntries(
      Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  };
  return { folders: textsOf('folders'), labels: textsOf('labels'), versions: textsOf('versions') };
}

/** What is agreed once something is agreed otherwise; an empty text takes an agreement back. */
export function agreeOn(agreed: Conventions, changed: Conventions): Conventions {
  const both = (key: 'folders' | 'labels' | 'versions'): Record<string, string> =>
    Object.fromEntries(Object.entries({ ...agreed[key], ...changed[key] }).filter(([, value]) => value !== ''));
  return { folders: both('folders'), labels: both('labels'), versions: both('versions') };
}

/** The texts of a map; what is no text is left out. */
function textsAt(root: Node | undefined, path: Path): Record<string, string> {
  const map = resolve(nodeAt(root, path));
  if (map?.kind !== 'map') return {};
  return Object.fromEntries(
    map.pairs.flatMap((pair) => {
      const [key, value] = [keyName(pair), resolve(pair.value)];
      return key !== undefined && value?.kind === 'scalar' && typeof value.value === 'string'
        ? [[key, value.value]]
        : [];
    }),
  );
}

/** Where a file goes that a target names: the folder nearest to it that is agreed otherwise takes the place of its own. */
export function placed({ folders }: Conventions, path: string): string {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const folder = path.slice(0, end);
    if (!Object.hasOwn(folders, folder)) continue;
    const other = (folders[folder] ?? '').replaceAll(/^\.?\/+|\/+$/g, '');
    return other === '' || other === '.' ? path.slice(end + 1) : other + path.slice(end);
  }
  return path;
}

/** Whether the version of a system that is in use is `wanted` or later; one that is not said is `least`. */
export function reads({ versions }: Conventions, system: System, wanted: string, least: string): boolean {
  const given = versions[system] ?? least;
  const [have, need] = [partsOf(given), partsOf(wanted)];
  for (const [at, part] of need.entries()) {
    const other = have[at] ?? 0;
    if (other !== part) return other > part;
  }
  return true;
}

/** Numbers of a version; what is none ends it. */
const partsOf = (version: string): number[] => (/^v?(\d+(?:\.\d+)*)/.exec(version)?.[1] ?? '0').split('.').map(Number);

/** Labels as Prometheus can have them: what no name can have becomes `_`. Names that mean something else there are left out. */
export function prometheusLabels({ labels }: Conventions): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).flatMap(([key, value]) => {
      const name = key.replaceAll(/[^a-zA-Z0-9_]/g, '_').replace(/^(?=\d)/, '_');
      return name === '' || name.startsWith('__') || TAKEN.has(name) ? [] : [[name, value]];
    }),
  );
}

const TAKEN: ReadonlySet<string> = new Set(['alertname', 'severity', 'production_plan', 'model', 'owner', 'slo']);

/** Labels as resources of Kubernetes can have them. */
export const resourceLabelsOf = ({ labels }: Conventions): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).filter(([key, value]) => isResourceLabel(key, value)));

/** Labels that no resource of Kubernetes can have. */
export const unusableLabels = ({ labels }: Conventions): string[] =>
  Object.entries(labels).flatMap(([key, value]) => (isResourceLabel(key, value) ? [] : [key]));

const NAME = /^[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/;
const DOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

function isResourceLabel(key: string, value: string): boolean {
  const [name = '', domain, ...more] = key.split('/').toReversed();
  const isKey = more.length === 0 && NAME.test(name) && (domain === undefined || DOMAIN.test(domain));
  return isKey && (value === '' || NAME.test(value));
}
