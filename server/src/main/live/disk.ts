import { readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { writeWhole } from '../write-whole.ts';
import type { Question } from './question.ts';
import { readResult } from './read-result.ts';
import type { AnswerDisk, Result } from './store.ts';

const VERSION = 1;
const MAX_FILES = 300;
const MAX_BYTES = 30_000_000;
/** Of one answer; a larger one is read again when it is wanted. */
const MAX_ANSWER = 4_000_000;

/**
 * Keeps the last good answers in `folder`, one file each, named by the question's hash: no address, name or credential
 * is in them. A file that cannot be read counts as none. Newest answers stay within the bounds.
 */
export class DiskAnswers implements AnswerDisk {
  private readonly folder: string;
  private readonly report: (message: string) => void;
  private work: Promise<void> = Promise.resolve();
  private written = 0;

  /** @param report gets what went wrong, for the log */
  constructor(folder: string, report: (message: string) => void) {
    this.folder = folder;
    this.report = report;
  }

  async load(question: Question): Promise<{ readonly result: Result; readonly fetchedAt: number } | undefined> {
    try {
      const file = this.fileOf(question);
      if ((await stat(file)).size > MAX_ANSWER) return undefined;
      const kept = JSON.parse(await readFile(file, 'utf8')) as Partial<Record<string, unknown>> | null;
      const [result, fetchedAt] = [readResult(question.kind, kept?.['result']), kept?.['fetchedAt']];
      const isSound = kept?.['version'] === VERSION && Number.isFinite(fetchedAt) && result !== undefined;
      return isSound ? { result, fetchedAt: fetchedAt as number } : undefined;
    } catch {
      return undefined;
    }
  }

  save(question: Question, result: Result, fetchedAt: number): void {
    this.work = this.work
      .then(() => this.write(question, result, fetchedAt))
      .catch((error: unknown) => this.report(`an answer was not kept on disk: ${String(error)}`));
  }

  /** Resolves when everything is written. */
  settled(): Promise<void> {
    return this.work;
  }

  private async write(question: Question, result: Result, fetchedAt: number): Promise<void> {
    const text = JSON.stringify({ version: VERSION, fetchedAt, result });
    if (text.length > MAX_ANSWER) return;
    await writeWhole(this.fileOf(question), text);
    if (this.written++ % 20 === 0) await this.prune();
  }

  private async prune(): Promise<void> {
    const found = await Promise.all(
      (await readdir(this.folder)).map(async (name) => {
        const stats = await stat(path.join(this.folder, name)).catch(() => undefined);
        return { name, size: stats?.size ?? 0, modified: stats?.mtimeMs ?? 0 };
      }),
    );
    let bytes = 0;
    for (const [place, { name, size }] of found.sort((a, b) => b.modified - a.modified).entries()) {
      bytes += size;
      if (place >= MAX_FILES || bytes > MAX_BYTES) await rm(path.join(this.folder, name), { force: true });
    }
  }

  private fileOf({ key }: Question): string {
    return path.join(this.folder, `${key}.json`);
  }
}
