import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { REPOSITORY } from './paths.ts';

export const PLAN = 'production-plan.yaml';

/** The folder `npm start` opens: the first example that has a plan. */
export async function exampleFolder(): Promise<string> {
  const examples = path.join(REPOSITORY, 'examples');
  const names = existsSync(examples) ? (await readdir(examples)).sort() : [];
  const example = names.map((name) => path.join(examples, name)).find((folder) => existsSync(path.join(folder, PLAN)));
  return example ?? path.join(REPOSITORY, 'test', 'fixtures', 'plans');
}
