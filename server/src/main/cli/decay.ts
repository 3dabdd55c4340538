import { kindOf, saysItIsPlan } from '../../core/document/kind.ts';
import { readFile } from '../../core/document/read.ts';
import type { DecayView, RangeChoice } from '../../core/panel/contract.ts';
import { decayView } from '../decay-view.ts';
import { Workspace } from '../workspace.ts';
import { findFiles, type Candidate, type Failure } from './find-files.ts';
import { commandLive, readLive } from './live.ts';
import { readText, Unreadable } from './read-text.ts';
import { rootsOf } from './roots.ts';
import { reportName } from './sanitize.ts';

export interface DecayOptions {
  readonly cwd: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The moment that is looked back to. */
  readonly asOf: number | undefined;
  /** How much of the history is shown, in milliseconds before now or `asOf`; undefined: all. */
  readonly since: number | undefined;
  readonly environment: NodeJS.ProcessEnv;
}

export interface DecayReport {
  readonly files: readonly DecayView[];
  /** Files that could not be read as plans. */
  readonly failures: readonly Failure[];
}

/** How the models of the plans that `paths` name stand. Cards in folders are left alone. */
export async function decayOf(paths: readonly string[], options: DecayOptions): Promise<DecayReport> {
  const { cwd, now, asOf, since, environment } = options;
  const found = await findFiles(paths.length > 0 ? paths : ['.'], cwd);
  const failures = [...found.failures];
  const live = commandLive(new Workspace(await rootsOf(found.files, cwd)), environment, now);
  const files: DecayView[] = [];
  for (const candidate of found.files) {
    const plan = await planOf(candidate);
    const name = reportName(cwd, candidate.file);
    if (typeof plan === 'string') failures.push({ file: name, reason: plan });
    else if (plan) {
      const range: RangeChoice = since === undefined ? 'all' : { from: (asOf ?? now) - since, to: asOf ?? now };
      files.push(decayView(await readLive(live, candidate.file, plan, asOf, range), name, range));
    }
  }
  return { files, failures };
}

/** Undefined: a card. A text says why the file has no plan. */
export async function planOf({ file, named }: Candidate): Promise<ReturnType<typeof readFile> | string | undefined> {
  try {
    const read = await readText(file);
    if ('tooLarge' in read) return 'it is too large to be a plan';
    const kind = kindOf(file, read.text) ?? (named && saysItIsPlan(read.text) ? 'production-plan' : undefined);
    if (kind !== 'production-plan') return named ? 'it is no production plan' : undefined;
    const plan = readFile(kind, read.text);
    const [problem] = plan.problems;
    return plan.documents.length === 0 ? (problem?.message ?? 'it is empty') : plan;
  } catch (error) {
    if (error instanceof Unreadable) return error.message;
    throw error;
  }
}
