import type { ProjectFacts } from './project-facts.ts';
import { splitSymbol } from '../workspace-facts.ts';

/**
 * What a workspace says, seen from the code that a plan is started for: that code is offered first, and plans and cards
 * of other models suggest no name.
 * @param reference `path` or `path#symbol`, from the workspace folder
 */
export function factsFor(reference: string, facts: ProjectFacts): ProjectFacts {
  const { path } = splitSymbol(reference);
  const library = facts.trainingCode.find((code) => code.path === path)?.library ?? '';
  const others = facts.trainingCode.filter((code) => code.reference !== reference);
  return { ...facts, trainingCode: [{ reference, path, library }, ...others] };
}
