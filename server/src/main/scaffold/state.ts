import type { CheckedFile } from '../../core/document/checked-file.ts';
import { TARGETS } from '../../core/scaffold/render/targets.ts';
import type { MadeFile } from '../../core/workspace-facts.ts';
import { foldersUp, pathFrom } from '../path-from.ts';
import { Files, OutputError } from './files.ts';
import { Lock } from './lock.ts';
import { planOutput, type Planned } from './scaffold.ts';
import { sourcesIn } from './sources.ts';

/**
 * What became of the files that were made from a plan: those of locks in its folder and the folders above, up to `root`.
 * Nothing is said of a plan that cannot be rendered, nor of a lock that cannot be read.
 * @param file absolute path of the plan
 */
export async function madeFrom(
  root: string,
  file: string,
  checked: Pick<CheckedFile, 'documents'>,
): Promise<MadeFile[]> {
  const made: MadeFile[] = [];
  for (const folder of foldersUp(root, file)) made.push(...(await madeBelow(folder, file, checked)));
  return made;
}

async function madeBelow(folder: string, file: string, checked: Pick<CheckedFile, 'documents'>): Promise<MadeFile[]> {
  const plan = pathFrom(folder, file);
  try {
    const files = new Files(folder);
    const lock = await Lock.read(files);
    const made = lock.madeFrom(plan);
    const found = made.size > 0 ? await sourcesIn(checked.documents, file, folder, lock.conventions) : { sources: [] };
    if ('problem' in found || found.sources.length === 0) return [];
    const targets = TARGETS.filter(({ id }) => made.has(id));
    const output = await planOutput(files, found.sources, targets);
    return output.files.flatMap((one) => {
      const state = stateOf(one);
      const name = one.name ?? found.sources[0]?.name ?? '';
      return state ? [{ file: one.file.path, plan: name, target: one.target, state }] : [];
    });
  } catch (error) {
    if (error instanceof OutputError) return [];
    throw error;
  }
}

/** Undefined of a file that is not ours, or that another target would make first. */
function stateOf({ decision: { kind }, base, current, isEdited }: Planned): MadeFile['state'] | undefined {
  if (base === undefined) return undefined;
  if (kind === 'create') return 'missing';
  if (kind === 'same') return current === undefined ? undefined : isEdited ? 'edited' : 'as-made';
  return kind === 'refused' ? undefined : 'out-of-date';
}
