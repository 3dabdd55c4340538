import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { stringAt } from '../../core/document/node.ts';
import { readFile } from '../../core/document/read.ts';
import { planOf } from '../../core/plan/plan.ts';
import type { Target } from '../../core/scaffold/render/target.ts';
import { OutputError } from '../scaffold/files.ts';
import { planOutput, writeOutput, type Plan } from '../scaffold/scaffold.ts';
import { readText, Unreadable } from './read-text.ts';

export interface ScaffoldOptions {
  readonly cwd: string;
  readonly targets: readonly Target[];
  /** As it was given. */
  readonly plan: string;
  /** Folder for the output, as it was given; undefined: that of the plan. */
  readonly out: string | undefined;
  readonly mode: 'write' | 'check' | 'dry-run' | 'force';
}

export interface ScaffoldReport extends Plan {
  /** Why nothing was made. */
  readonly problem?: string;
}

/** Renders a plan, and writes what is to be written. */
export async function scaffold({ cwd, targets, plan: given, out, mode }: ScaffoldOptions): Promise<ScaffoldReport> {
  const file = path.resolve(cwd, given);
  const folder = out === undefined ? path.dirname(file) : path.resolve(cwd, out);
  const read = await readText(file).catch((error: unknown) => {
    if (error instanceof Unreadable) return { unreadable: error.message };
    throw error;
  });
  if ('unreadable' in read) return failed(read.unreadable);
  if ('tooLarge' in read) return failed('it is too large to be a plan');
  const checked = readFile('production-plan', read.text);
  const errors = checked.problems.filter(({ severity }) => severity === 'error');
  const root = checked.documents[0]?.root;
  const plan = planOf(root);
  const name = stringAt(root, ['metadata', 'name']);
  if (!plan || errors[0]) return failed(errors[0]?.message ?? 'it has no "spec"');
  if (name === undefined) return failed('it has no name: say it in metadata.name');
  const known = path.relative(folder, file).replaceAll(path.sep, '/');
  try {
    if (mode === 'write' || mode === 'force') await mkdir(folder, { recursive: true });
    const output = await planOutput(folder, { plan, name, file: known }, targets);
    if (mode === 'write' || mode === 'force') await writeOutput(folder, known, output.files, mode === 'force');
    return output;
  } catch (error) {
    if (error instanceof OutputError) return failed(error.message);
    throw error;
  }
}

const failed = (problem: string): ScaffoldReport => ({ files: [], gaps: [], problem });
