import type { Plan } from '../plan/plan.ts';
import type { Target } from './render/target.ts';

/** What a repository shows of the systems that are used with it. */
export interface Repository {
  /** The first file that matches a glob, from the root; undefined: none does. */
  readonly fileOf: (glob: string) => string | undefined;
  /** Where a package of Python is required. */
  readonly packages: ReadonlyMap<string, string>;
  /** Where a kind of Kubernetes resource is described. */
  readonly resources: ReadonlyMap<string, string>;
}

/** Why a target is likely to be wanted, for people; undefined: nothing says so. */
export function suggestion({ signs }: Target, plan: Plan, repository: Repository): string | undefined {
  const asked = signs.plan?.(plan);
  if (asked !== undefined) return asked;
  for (const glob of signs.files ?? []) {
    const file = repository.fileOf(glob);
    if (file !== undefined) return `there is ${file}`;
  }
  for (const name of signs.packages ?? []) {
    const file = repository.packages.get(name);
    if (file !== undefined) return `${file} requires ${name}`;
  }
  for (const kind of signs.resources ?? []) {
    const file = repository.resources.get(kind);
    if (file !== undefined) return `${file} has a ${kind}`;
  }
  return undefined;
}
