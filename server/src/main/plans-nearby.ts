import path from 'node:path';
import type { CheckedFile } from '../core/document/checked-file.ts';
import { comparedWithCard } from '../core/plan/plan-of-card.ts';
import type { PlanOfCard } from '../core/workspace-facts.ts';
import type { RecentFiles } from './recent-files.ts';

export interface NearbyPlan {
  /** Absolute path. */
  readonly path: string;
  readonly file: CheckedFile;
}

/** What a search for plans needs of the workspace. */
interface Folders {
  readonly rootOf: (file: string) => string;
  /** Names of the plans in the folder of that absolute path. */
  readonly plansIn: (folder: string) => Promise<readonly string[]>;
  readonly readText: (file: string, name: string) => Promise<string | undefined>;
  readonly recent: RecentFiles;
}

/** The plans on disk in the folder of a card, and in those above it inside the workspace. */
export async function plansNearby(
  workspace: Folders,
  card: string,
  isKnown: (file: string) => boolean = () => false,
): Promise<NearbyPlan[]> {
  const root = workspace.rootOf(card);
  const plans: NearbyPlan[] = [];
  for (let folder = path.dirname(card); ; folder = path.dirname(folder)) {
    for (const name of await workspace.plansIn(folder)) {
      const file = path.join(folder, name);
      if (isKnown(file)) continue;
      const text = await workspace.readText(card, file);
      if (text !== undefined) plans.push({ path: file, file: workspace.recent.read('production-plan', file, text) });
    }
    if (folder === root || folder === path.dirname(folder)) return plans;
  }
}

/**
 * What the plans that name the card at `card` say of its metrics.
 * @param bases folders that the paths in a plan may be relative to
 */
export async function comparablePlans(
  workspace: Folders,
  card: string,
  bases: (plan: string) => readonly string[],
): Promise<PlanOfCard[]> {
  return (await plansNearby(workspace, card)).flatMap(({ path: file, file: { documents } }) =>
    documents.flatMap(({ root }) => {
      const compared = comparedWithCard(root, path.relative(path.dirname(card), file).replaceAll(path.sep, '/'));
      return compared && bases(file).some((base) => path.resolve(base, compared.card) === card) ? [compared.plan] : [];
    }),
  );
}
