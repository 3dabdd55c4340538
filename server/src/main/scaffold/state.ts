import path from 'node:path';
import type { CheckedFile } from '../../core/document/checked-file.ts';
import { TARGETS } from '../../core/scaffold/render/targets.ts';
import type { MadeFile } from '../../core/workspace-facts.ts';
import { isInside } from '../is-inside.ts';
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
  for (let folder = path.dirname(file); isInside(root, folder); folder = path.dirname(folder)) {
    made.push(...(await madeBelow(folder, file, checked)));
    if (folder === path.dirname(folder)) break;
  }
  return made;
}

async function madeBelow(folder: string, file: string, checked: Pick<CheckedFile, 'documents'>): Promise<MadeFile[]> {
  const plan = path.relative(folder, file).replaceAll(path.sep, '/');
  try {
    const files = new Files(folder);
    const lock = await Lock.read(files);
    const wanted = new Set(TARGETS.flatMap(({ id }) => (lock?.madeBy(id, plan).length ? [id] : [])));
    if (!lock || wanted.size === 0) return [];
    const found = await sourcesIn(checked.documents, file, folder);
    if ('problem' in found) return [];
    const made: MadeFile[] = [];
    for (const source of found.sources) {
      const output = await planOutput(
        folder,
        [source],
        TARGETS.filter(({ id }) => wanted.has(id)),
      );
      for (const planned of output.files) {
        const base = await lock.baseOf(planned.file.path);
        const state = base === undefined ? undefined : stateOf(planned, base);
        if (state) made.push({ file: planned.file.path, plan: source.name, target: planned.target, state });
      }
    }
    return made;
  } catch (error) {
    if (error instanceof OutputError) return [];
    throw error;
  }
}

function stateOf({ decision: { kind }, current }: Planned, base: string): MadeFile['state'] | undefined {
  if (kind === 'create') return 'missing';
  if (kind === 'update' || kind === 'merged' || kind === 'conflict') return 'out-of-date';
  return kind === 'same' && current !== base ? 'edited' : undefined;
}
