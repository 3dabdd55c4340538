import type { AssessedIndicator } from '../decay/assess.ts';
import { inUnit } from '../decay/words.ts';
import type { Section } from '../plan/section.ts';
import { listed } from '../rules/words.ts';
import { splitSymbol } from '../workspace-facts.ts';
import type { Facts, Found, Sighting } from './check.ts';

/** What `section.key` says, or that it is lacking. */
export function said(section: Section | undefined, key: string, lacking: string): Found {
  const text = section?.text(key);
  return text === undefined ? { declared: false, says: lacking } : { declared: true, says: text };
}

/** The reason for which the plan does without `key`; undefined where it does not. */
export function notNeeded({ plan }: Facts, key: string): string | undefined {
  const section = plan.spec.section(key);
  return section?.has('notNeeded') ? (section.text('notNeeded') ?? 'The plan says so.') : undefined;
}

/** Whether the file at a path of the plan is there. */
export const isThere = ({ files }: Facts, path: string | undefined): boolean =>
  path !== undefined && files.get(splitSymbol(path).path)?.state === 'file';

/** The first of `paths`, where the files of all are there. */
export function allThere(facts: Facts, paths: readonly (string | undefined)[]): { readonly file?: string } {
  const [first] = paths;
  return first !== undefined && paths.every((path) => isThere(facts, path)) ? { file: first } : {};
}

/** An indicator's newest value, where it is no older than the plan allows. */
export function sightingOf(facts: Facts, name: string | undefined): Sighting | undefined {
  const assessed = facts.live?.indicators.find(({ indicator }) => indicator.name === name);
  return assessed && sighting(assessed);
}

function sighting({ indicator, newest, answer, report }: AssessedIndicator): Sighting | undefined {
  if (!newest || !answer || report?.stale !== false) return undefined;
  return {
    says: `${indicator.name} ${inUnit(newest.value, indicator.unit)}`,
    at: answer.fetchedAt ?? newest.time,
    isOld: answer.failure !== undefined,
  };
}

/** What is seen of every indicator of `names`; undefined while one is not. */
export function allSeen(facts: Facts, names: readonly string[]): Sighting | undefined {
  const seen = names.map((name) => sightingOf(facts, name));
  if (seen.length === 0 || seen.some((one) => one === undefined)) return undefined;
  const all = seen.filter((one) => one !== undefined);
  return {
    says: listed(
      all.map(({ says }) => says),
      3,
    ),
    at: Math.min(...all.map(({ at }) => at)),
    isOld: all.some(({ isOld }) => isOld),
  };
}
