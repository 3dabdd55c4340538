import path from 'node:path';
import { check } from '../../core/check.ts';
import { kindOf, mayBeOurs, saysItIsPlan } from '../../core/document/kind.ts';
import { LineIndex } from '../../core/document/text.ts';
import type { Problem } from '../../core/problem.ts';
import type { Live } from '../live/live.ts';
import { Workspace } from '../workspace.ts';
import { findFiles, NAMED_HINT, type Candidate, type Failure } from './find-files.ts';
import { inTurn } from './in-turn.ts';
import { commandLive, readLive } from './live.ts';
import { readText, Unreadable } from './read-text.ts';
import { rootsOf } from './roots.ts';
import { reportName } from './sanitize.ts';

/** A file that was checked. */
export interface FileReport {
  /** Relative to the working directory, `/` between folders. */
  readonly name: string;
  /** Absolute path. */
  readonly file: string;
  readonly lines: LineIndex;
  readonly problems: readonly Problem[];
}

export interface Report {
  readonly files: readonly FileReport[];
  /** Paths that could not be checked at all. */
  readonly failures: readonly Failure[];
}

export interface CheckPathsOptions {
  readonly cwd: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Ask the data sources of plans too, with the credentials of this environment. */
  readonly live?: NodeJS.ProcessEnv | undefined;
  /** The moment that is looked back to. */
  readonly asOf?: number | undefined;
}

/** What each file is checked with. */
interface Means extends CheckPathsOptions {
  readonly workspace: Workspace;
  readonly sources: Live | undefined;
}

/** Checks the plans and cards that `paths` name. */
export async function checkPaths(paths: readonly string[], options: CheckPathsOptions): Promise<Report> {
  const { cwd, now, live } = options;
  const found = await findFiles(paths.length > 0 ? paths : ['.'], cwd);
  const failures = found.failures.map(({ file, reason }) => ({ file: nameOf(cwd, file), reason }));
  const workspace = new Workspace(await rootsOf(found.files, cwd));
  const means: Means = { ...options, workspace, sources: live && commandLive(workspace, live, now) };
  const all = await inTurn(found.files, async (candidate): Promise<FileReport | Failure | undefined> => {
    const name = reportName(cwd, candidate.file);
    try {
      const checked = await checkFile(candidate, name, means);
      // A README without keys of a card is left alone, also where a hook names every changed file.
      return checked ?? (mayBeOurs(candidate.file) ? undefined : { file: name, reason: NAMED_HINT });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      return { file: name, reason: error.message };
    }
  });
  const files = all.filter((one) => one !== undefined && 'problems' in one);
  failures.push(...all.filter((one) => one !== undefined && 'reason' in one));
  return { files, failures };
}

const nameOf = (cwd: string, file: string): string => reportName(cwd, path.resolve(cwd, file));

/** Undefined: not a plan or card after all. */
async function checkFile(
  { file, named }: Candidate,
  name: string,
  { workspace, now, asOf, sources }: Means,
): Promise<FileReport | undefined> {
  const read = await readText(file);
  if ('tooLarge' in read) return { name, file, lines: new LineIndex(' '), problems: [tooLarge(read.tooLarge)] };
  const { text } = read;
  const kind = kindOf(file, text) ?? (named && saysItIsPlan(text) ? 'production-plan' : undefined);
  if (!kind) return undefined;
  const checked = workspace.recent.read(kind, file, text);
  const found = sources && kind === 'production-plan' ? await readLive(sources, file, checked, asOf) : undefined;
  const live = found?.plans.map(({ assessment }) => assessment);
  const facts = await workspace.factsOf(file, checked, live);
  return { name, file, lines: checked.lines, problems: check(checked, { now, facts, rules: {}, live }) };
}

function tooLarge(bytes: number): Problem {
  const message = `This file has ${(bytes / 1e6).toFixed(1)} million bytes; files that large are not checked. Split it into several files.`;
  return { rule: 'syntax/limit', severity: 'error', message, span: { start: 0, end: 1 } };
}
