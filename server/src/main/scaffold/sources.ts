import path from 'node:path';
import type { CheckedFile } from '../../core/document/checked-file.ts';
import { stringAt } from '../../core/document/node.ts';
import { readFile } from '../../core/document/read.ts';
import { planOf, type Plan } from '../../core/plan/plan.ts';
import { conventionsOf, type Conventions } from '../../core/scaffold/conventions.ts';
import { readContract, type Contract } from '../../core/scaffold/contract.ts';
import { pathProblem } from '../../core/scaffold/output-path.ts';
import type { Source } from '../../core/scaffold/render/target.ts';
import { pathFrom } from '../path-from.ts';
import { Files, OutputError } from './files.ts';

/** The plans of a file that can be rendered, or why none can. */
export type Sources = { readonly sources: readonly Source[] } | { readonly problem: string };

/**
 * Reads the plans of a file, and the contracts they name.
 * @param file absolute path of the plan
 * @param agreed for all plans of the repository
 * @param folder absolute path of the folder that output goes below
 */
export async function sourcesOf(file: string, text: string, folder: string, agreed: Conventions): Promise<Sources> {
  const checked = readFile('production-plan', text);
  const error = checked.problems.find(({ severity }) => severity === 'error');
  if (error) return { problem: `the plan has an error: ${error.message}` };
  return sourcesIn(checked.documents, file, folder, agreed);
}

/** The plans of documents that have been read. */
export async function sourcesIn(
  documents: CheckedFile['documents'],
  file: string,
  folder: string,
  agreed: Conventions,
): Promise<Sources> {
  const known = pathFrom(folder, file);
  const files = new Files(path.dirname(file));
  const sources: Source[] = [];
  for (const { root } of documents) {
    const [plan, name] = [planOf(root), stringAt(root, ['metadata', 'name'])];
    if (!plan) return { problem: 'it has no "spec"' };
    if (name === undefined) return { problem: 'it has no name: say it in metadata.name' };
    sources.push({
      plan,
      name,
      file: known,
      contracts: await contractsOf(plan, files),
      conventions: conventionsOf(root, agreed),
    });
  }
  return sources.length > 0 ? { sources } : { problem: 'it holds no plan' };
}

/** Those that are there, below the plan's folder. What is wrong with the others is what checks of the plan tell. */
async function contractsOf({ spec }: Plan, files: Files): Promise<Map<string, Contract>> {
  const contracts = new Map<string, Contract>();
  for (const pipeline of spec.sections('dataPipelines')) {
    const name = pipeline.text('contract');
    if (name === undefined || contracts.has(name) || pathProblem(name) !== undefined) continue;
    try {
      const contract = readContract((await files.read(name)) ?? '');
      if (contract) contracts.set(name, contract);
    } catch (error) {
      if (!(error instanceof OutputError)) throw error;
    }
  }
  return contracts;
}
