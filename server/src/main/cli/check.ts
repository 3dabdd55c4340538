import { stat } from 'node:fs/promises';
import path from 'node:path';
import { check } from '../../core/check.ts';
import { kindOf, mayBeOurs, saysItIsPlan } from '../../core/document/kind.ts';
import { readFile } from '../../core/document/read.ts';
import { LineIndex } from '../../core/document/text.ts';
import type { Problem } from '../../core/problem.ts';
import { isInside } from '../is-inside.ts';
import { Workspace } from '../workspace.ts';
import { findFiles, NAMED_HINT, type Candidate, type Failure } from './find-files.ts';
import { readText, Unreadable } from './read-text.ts';
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

/**
 * Checks the plans and cards that `paths` name.
 * @param now milliseconds since the epoch
 */
export async function checkPaths(paths: readonly string[], cwd: string, now: number): Promise<Report> {
  const found = await findFiles(paths.length > 0 ? paths : ['.'], cwd);
  const failures = found.failures.map(({ file, reason }) => ({ file: nameOf(cwd, file), reason }));
  const workspace = new Workspace(await rootsOf(found.files, cwd));
  const files: FileReport[] = [];
  for (const candidate of found.files) {
    const name = reportName(cwd, candidate.file);
    try {
      const checked = await checkFile(candidate, name, workspace, now);
      if (checked) files.push(checked);
      // A README without keys of a card is left alone, also where a hook names every changed file.
      else if (!mayBeOurs(candidate.file)) failures.push({ file: name, reason: NAMED_HINT });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      failures.push({ file: name, reason: error.message });
    }
  }
  return { files, failures };
}

const nameOf = (cwd: string, file: string): string => reportName(cwd, path.resolve(cwd, file));

/** Undefined: not a plan or card after all. */
async function checkFile(
  { file, named }: Candidate,
  name: string,
  workspace: Workspace,
  now: number,
): Promise<FileReport | undefined> {
  const read = await readText(file);
  if ('tooLarge' in read) return { name, file, lines: new LineIndex(' '), problems: [tooLarge(read.tooLarge)] };
  const { text } = read;
  const kind = kindOf(file, text) ?? (named && saysItIsPlan(text) ? 'production-plan' : undefined);
  if (!kind) return undefined;
  const checked = readFile(kind, text);
  const facts = await workspace.factsOf(file, checked);
  return { name, file, lines: checked.lines, problems: check(checked, { now, facts, rules: {} }) };
}

function tooLarge(bytes: number): Problem {
  const message = `This file has ${(bytes / 1e6).toFixed(1)} million bytes; files that large are not checked. Split it into several files.`;
  return { rule: 'syntax/limit', severity: 'error', message, span: { start: 0, end: 1 } };
}

/** The working directory is the workspace; a file outside it is in that of its repository, else in its own folder. */
async function rootsOf(files: readonly Candidate[], cwd: string): Promise<string[]> {
  const roots = new Set([cwd]);
  for (const folder of new Set(
    files.filter(({ file }) => !isInside(cwd, file)).map(({ file }) => path.dirname(file)),
  )) {
    const repository = await repositoryOf(folder);
    if (repository !== undefined) roots.add(repository);
  }
  return [...roots];
}

async function repositoryOf(folder: string): Promise<string | undefined> {
  for (let current = folder; ; current = path.dirname(current)) {
    if (await stat(path.join(current, '.git')).catch(() => undefined)) return current;
    if (path.dirname(current) === current) return undefined;
  }
}
