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

/** A plan that names a card, as far as cards are compared with it. */
export interface ComparablePlan {
  /** Absolute path of the plan. */
  readonly path: string;
  /** The card, as the plan names it. */
  readonly card: string;
  readonly plan: PlanOfCard;
}

/** Those of one folder. Hundreds of cards beside hundreds of plans are compared by reading each plan once. */
export async function comparablePlansIn(workspace: Folders, folder: string): Promise<readonly ComparablePlan[]> {
  const found: ComparablePlan[] = [];
  for (const name of await workspace.plansIn(folder)) {
    const place = path.join(folder, name);
    const text = await workspace.readText(place, place);
    const { documents } =
      text === undefined ? { documents: [] } : workspace.recent.read('production-plan', place, text);
    for (const { root } of documents) {
      const compared = comparedWithCard(root, name);
      if (compared) found.push({ path: place, ...compared });
    }
  }
  return found;
}

/**
 * What the plans that name the card at `card` say of it: those of its folder and of those above it inside the workspace.
 * @param plansIn those of one folder
 * @param bases folders that the paths in a plan may be relative to
 */
export async function comparablePlans(
  root: string,
  card: string,
  plansIn: (folder: string) => Promise<readonly ComparablePlan[]>,
  bases: (plan: string) => readonly string[],
): Promise<PlanOfCard[]> {
  const plans: PlanOfCard[] = [];
  for (let folder = path.dirname(card); ; folder = path.dirname(folder)) {
    for (const { path: file, card: named, plan } of await plansIn(folder)) {
      if (!bases(file).some((base) => path.resolve(base, named) === card)) continue;
      plans.push({ ...plan, file: path.relative(path.dirname(card), file).replaceAll(path.sep, '/') });
    }
    if (folder === root || folder === path.dirname(folder)) return plans;
  }
}
