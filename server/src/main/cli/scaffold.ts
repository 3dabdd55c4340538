import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { agreeOn, type Conventions } from '../../core/scaffold/conventions.ts';
import type { Target } from '../../core/scaffold/render/target.ts';
import { isInside } from '../is-inside.ts';
import { Files, OutputError } from '../scaffold/files.ts';
import { Lock } from '../scaffold/lock.ts';
import { outputFolder } from '../scaffold/output-folder.ts';
import { changesOf, planOutput, type Output } from '../scaffold/scaffold.ts';
import { sourcesOf } from '../scaffold/sources.ts';
import { readText, Unreadable } from './read-text.ts';

export interface ScaffoldOptions {
  readonly cwd: string;
  readonly targets: readonly Target[];
  /** As it was given. */
  readonly plan: string;
  /** Folder for the output, as it was given; undefined: where files of the plan were made before, else that of the plan. */
  readonly out: string | undefined;
  readonly mode: 'write' | 'check' | 'dry-run' | 'force';
  /** What is agreed otherwise than so far. */
  readonly agreed: Conventions;
}

export interface ScaffoldReport extends Output {
  /** Why nothing was made. */
  readonly problem?: string;
}

/** Renders the plans of a file, and writes what is to be written. */
export async function scaffold({
  cwd,
  targets,
  plan,
  out,
  mode,
  agreed: changed,
}: ScaffoldOptions): Promise<ScaffoldReport> {
  const file = path.resolve(cwd, plan);
  try {
    const root = isInside(cwd, file) ? cwd : path.dirname(file);
    const folder = out === undefined ? await outputFolder(root, file) : path.resolve(cwd, out);
    const read = await readText(file);
    if ('tooLarge' in read) return failed('it is too large to be a plan');
    const files = new Files(folder);
    const agreed = agreeOn((await Lock.read(files)).conventions, changed);
    const found = await sourcesOf(file, read.text, folder, agreed);
    if ('problem' in found) return failed(found.problem);
    const writes = mode === 'write' || mode === 'force';
    if (writes) await mkdir(folder, { recursive: true });
    const output = await planOutput(files, found.sources, targets);
    if (writes)
      await files.apply(await changesOf(files, output.files, agreed, () => (mode === 'force' ? 'force' : 'planned')));
    return output;
  } catch (error) {
    if (error instanceof OutputError || error instanceof Unreadable) return failed(error.message);
    throw error;
  }
}

const failed = (problem: string): ScaffoldReport => ({ files: [], gaps: [], notes: [], problem });
