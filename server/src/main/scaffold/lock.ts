import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Files } from './files.ts';

const FOLDER = '.production-first';
const LOCK = `${FOLDER}/lock.json`;

/** A file that was made from a plan. */
export interface LockedFile {
  readonly target: string;
  /** The plan, relative to the folder of the output. */
  readonly plan: string;
  /** Of the text as it was made. */
  readonly sha256: string;
}

/** Which files were made, and what they looked like: that tells a hand's edits from what the plan changed. Belongs into the repository. */
export class Lock {
  private readonly files: Files;
  private readonly entries: Map<string, LockedFile>;

  private constructor(files: Files, entries: Map<string, LockedFile>) {
    this.files = files;
    this.entries = entries;
  }

  /** Undefined where there is a file under its name that is none. */
  static async read(files: Files): Promise<Lock | undefined> {
    const text = await files.read(LOCK);
    if (text === undefined) return new Lock(files, new Map());
    try {
      const read = JSON.parse(text) as { readonly version?: unknown; readonly files?: unknown };
      if (read.version !== 1 || typeof read.files !== 'object' || read.files === null) return undefined;
      return new Lock(files, new Map(Object.entries(read.files as Record<string, LockedFile>)));
    } catch {
      return undefined;
    }
  }

  /** The text of a file as it was made last; undefined where it is none of ours, or what is kept of it is not what was made. */
  async baseOf(file: string): Promise<string | undefined> {
    const entry = this.entries.get(file);
    const text = entry && (await this.files.read(path.posix.join(FOLDER, 'made', file)));
    return text !== undefined && hashOf(text) === entry?.sha256 ? text : undefined;
  }

  /** The files that a target made of a plan. */
  madeBy(target: string, plan: string): string[] {
    return [...this.entries].flatMap(([file, entry]) => (entry.target === target && entry.plan === plan ? [file] : []));
  }

  /** `text` is now what was made of `file`. */
  async set(file: string, target: string, plan: string, text: string): Promise<void> {
    this.entries.set(file, { target, plan, sha256: hashOf(text) });
    await this.files.write(path.posix.join(FOLDER, 'made', file), text);
  }

  async save(): Promise<void> {
    const files = Object.fromEntries([...this.entries].sort(([a], [b]) => (a < b ? -1 : 1)));
    await this.files.write(LOCK, `${JSON.stringify({ version: 1, files }, undefined, 2)}\n`);
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
