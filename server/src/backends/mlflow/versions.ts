import type { RegisteredModel } from '../backend.ts';
import { TAGS, VERSION_TAGS } from './tags.ts';
import type { Run } from './tracking.ts';

/**
 * The version of the model that a run's numbers belong to: what its own tag says, else the version it made, else the same
 * of its parent run. Undefined when nothing says so: such numbers count for every version.
 */
export function versionsOf(
  runs: readonly Run[],
  registered: RegisteredModel | undefined,
): ReadonlyMap<string, string | undefined> {
  const made = new Map((registered?.versions ?? []).flatMap(({ runId, version }) => (runId ? [[runId, version]] : [])));
  const own = new Map(runs.map((run) => [run.id, tagOf(run) ?? made.get(run.id)]));
  return new Map(
    runs.map(({ id, tags }) => {
      const parent = tags.get(TAGS.parent) ?? '';
      return [id, own.get(id) ?? own.get(parent) ?? made.get(parent)];
    }),
  );
}

function tagOf({ tags }: Run): string | undefined {
  const value = VERSION_TAGS.map((tag) => tags.get(tag)?.trim()).find((text) => text !== undefined && text !== '');
  return value?.replace(/^v(?=\d+$)/i, '');
}

/** The version that is meant: an alias, such as champion, stands for the version that has it. */
export function versionMeant(asked: string, registered: RegisteredModel | undefined): string {
  const byAlias = registered?.versions.find(({ aliases }) => aliases.includes(asked));
  const isVersion = registered?.versions.some(({ version }) => version === asked) ?? false;
  return (isVersion ? undefined : byAlias?.version) ?? asked;
}
