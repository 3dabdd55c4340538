import path from 'node:path';
import { readFile } from '../../server/src/core/document/read.ts';
import type { Assessment } from '../../server/src/core/decay/assess.ts';
import type { CheckView, ReadinessView } from '../../server/src/core/readiness/view.ts';
import { readinessAt } from '../../server/src/main/readiness.ts';
import { Workspace } from '../../server/src/main/workspace.ts';

export const NOW = Date.UTC(2026, 10, 24);

/** How ready the first plan of `text` is, as a file of the folder `root`. */
export async function readinessIn(
  root: string,
  text: string,
  live?: (file: ReturnType<typeof readFile>) => readonly Assessment[],
): Promise<ReadinessView> {
  const file = readFile('production-plan', text);
  const [view] = await readinessAt({
    workspace: new Workspace([root]),
    path: path.join(root, 'production-plan.yaml'),
    file,
    live: live?.(file),
    now: NOW,
  });
  if (!view) throw new Error('no plan in the text');
  return view;
}

export function checkOf({ areas }: ReadinessView, id: string): CheckView {
  const found = areas.flatMap(({ checks }) => checks).find((check) => check.id === id);
  if (!found) throw new Error(`there is no check ${id}`);
  return found;
}
