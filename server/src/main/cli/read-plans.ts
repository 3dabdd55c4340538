import { kindOf, saysItIsPlan } from '../../core/document/kind.ts';
import type { CheckedFile } from '../../core/document/checked-file.ts';
import { Workspace } from '../workspace.ts';
import { findFiles, type Candidate, type Failure } from './find-files.ts';
import { inTurn } from './in-turn.ts';
import { readText, Unreadable } from './read-text.ts';
import { rootsOf } from './roots.ts';
import { reportName } from './sanitize.ts';

export interface PlanToTell {
  /** Absolute path. */
  readonly file: string;
  /** Relative to the working directory, `/` between folders. */
  readonly name: string;
  readonly plan: CheckedFile;
}

export interface PlansRead<R> {
  readonly files: readonly R[];
  /** Files that could not be read as plans. */
  readonly failures: readonly Failure[];
}

/**
 * What is to be told of each plan that `paths` name, in their order. Cards in folders are left alone.
 * @param begin gets the workspace that the plans are in
 */
export async function readPlans<R>(
  paths: readonly string[],
  cwd: string,
  begin: (workspace: Workspace) => (plan: PlanToTell) => Promise<R>,
): Promise<PlansRead<R>> {
  const found = await findFiles(paths.length > 0 ? paths : ['.'], cwd);
  const failures = [...found.failures];
  const workspace = new Workspace(await rootsOf(found.files, cwd));
  const tell = begin(workspace);
  const all = await inTurn(found.files, async (candidate): Promise<{ told: R } | Failure | undefined> => {
    const plan = await planOf(candidate, workspace);
    const name = reportName(cwd, candidate.file);
    if (typeof plan === 'string') return { file: name, reason: plan };
    return plan && { told: await tell({ file: candidate.file, name, plan }) };
  });
  const files = all.flatMap((one) => (one && 'told' in one ? [one.told] : []));
  failures.push(...all.filter((one) => one !== undefined && 'reason' in one));
  return { files, failures };
}

/** Undefined: a card. A text says why the file has no plan. */
async function planOf({ file, named }: Candidate, { recent }: Workspace): Promise<CheckedFile | string | undefined> {
  try {
    const read = await readText(file);
    if ('tooLarge' in read) return 'it is too large to be a plan';
    const kind = kindOf(file, read.text) ?? (named && saysItIsPlan(read.text) ? 'production-plan' : undefined);
    if (kind !== 'production-plan') return named ? 'it is no production plan' : undefined;
    const plan = recent.read(kind, file, read.text);
    const [problem] = plan.problems;
    return plan.documents.length === 0 ? (problem?.message ?? 'it is empty') : plan;
  } catch (error) {
    if (error instanceof Unreadable) return error.message;
    throw error;
  }
}
