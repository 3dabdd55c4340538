import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { check, type RuleSetting } from '../../server/src/core/check.ts';
import { kindOf } from '../../server/src/core/document/kind.ts';
import { readFile } from '../../server/src/core/document/read.ts';
import { LineIndex } from '../../server/src/core/document/text.ts';
import type { Problem } from '../../server/src/core/problem.ts';
import { Workspace } from '../../server/src/main/workspace.ts';

/** The day every case is checked on. */
export const NOW = Date.UTC(2026, 10, 24);

/** One finding a case expects: what it is, on which line (zero-based), and words of its message. */
interface Want {
  readonly line: number;
  readonly rule: string;
  readonly part: string;
}

const MARKER = /(?:#|<!--) want (.+?)(?:-->)?[ \t]*$/;
const WANTED = /([\w-]+\/[\w-]+)(?: "((?:[^"\\]|\\.)*)")?/g;

/** Case files below `folder`: every file but sidecars, catalogs, and what `files/` folders hold for cases to refer to. */
export function caseFiles(folder: string): string[] {
  return globSync(`${folder}/**/*`, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.want$|^catalog-info\.yaml$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name).replaceAll(path.sep, '/'))
    .filter((file) => !file.includes('/files/'))
    .sort();
}

/** The findings that comments in `text` announce, or the lines `12 rule "words"` (one-based) of a sidecar `<file>.want`. */
function wanted(file: string, text: string): Want[] {
  const wants = (line: number, list: string): Want[] =>
    [...list.matchAll(WANTED)].map(([, rule = '', part = '']) => ({ line, rule, part: part.replaceAll('\\"', '"') }));
  const sidecar = `${file}.want`;
  if (existsSync(sidecar)) {
    return readFileSync(sidecar, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .flatMap((line) => wants(Number.parseInt(line, 10) - 1, line.replace(/^\d+ /, '')));
  }
  return text.split(/\r\n|\r|\n/).flatMap((line, number) => wants(number, MARKER.exec(line)?.[1] ?? ''));
}

/** What the checks find in `text` as the content of `file`, with the real files beside it as the workspace. */
export async function findings(
  file: string,
  text: string,
  rules: Readonly<Record<string, RuleSetting>> = {},
): Promise<Problem[]> {
  const kind = kindOf(file, text);
  if (!kind) return [];
  const read = readFile(kind, text);
  const workspace = new Workspace([path.resolve(path.dirname(file))]);
  const facts = await workspace.factsOf(path.resolve(file), read);
  return check(read, { now: NOW, facts, rules });
}

/** Fails unless the findings in `file` are exactly those its markers announce, with \n and with \r\n line breaks. */
export async function assertGolden(file: string): Promise<Problem[]> {
  const text = readFileSync(file, 'utf8');
  const wants = wanted(file, text);
  const problems = await findings(file, text);
  compare(problems, wants, text);
  if (!text.includes('\r')) {
    const windows = text.replaceAll('\n', '\r\n');
    compare(await findings(file, windows), wants, windows);
  }
  return problems;
}

function compare(problems: readonly Problem[], wants: readonly Want[], text: string): void {
  const lines = new LineIndex(text);
  const open = [...wants];
  const unexpected: string[] = [];
  for (const problem of problems) {
    assert.ok(problem.span.start <= problem.span.end && problem.span.end <= Math.max(text.length, 1), problem.rule);
    const { line } = lines.position(problem.span.start);
    const index = open.findIndex(
      (want) => want.line === line && want.rule === problem.rule && problem.message.includes(want.part),
    );
    if (index < 0) unexpected.push(`${line + 1} ${problem.rule} "${problem.message}"`);
    else open.splice(index, 1);
  }
  const absent = open.map(({ line, rule, part }) => `${line + 1} ${rule} "${part}"`);
  assert.deepEqual({ unexpected, absent }, { unexpected: [], absent: [] });
}
