import { createHash } from 'node:crypto';
import path from 'node:path';
import { NO_CONVENTIONS, readConventions, type Conventions } from '../../core/scaffold/conventions.ts';
import { unified } from '../../core/scaffold/line-ends.ts';
import { OutputError, type Change, type Files } from './files.ts';

const FOLDER = '.production-first';
const LOCK = `${FOLDER}/lock.json`;

/** A file that was made from a plan. */
interface LockedFile {
  readonly target: string;
  /** The plan, relative to the folder of the output. */
  readonly plan: string;
  /** Of the text as it was made. */
  readonly sha256: string;
}

/** Which files were made, and what they looked like: that tells a hand's edits from what the plan changed. Belongs into the repository. */
export class Lock {
  private readonly files: Files;
  /** As it was read. */
  private readonly text: string | undefined;
  private readonly entries: Map<string, LockedFile>;
  private readonly copies = new Map<string, string | undefined>();
  /** By which files are made: kept here, so that the editor, the command line and pipelines make the same. */
  conventions: Conventions;

  private constructor(
    files: Files,
    text: string | undefined,
    entries: Map<string, LockedFile>,
    conventions: Conventions,
  ) {
    this.files = files;
    this.text = text;
    this.entries = entries;
    this.conventions = conventions;
  }

  /** Rejects with an OutputError where there is a file under its name that is none. */
  static async read(files: Files): Promise<Lock> {
    const text = await files.read(LOCK);
    if (text === undefined) return new Lock(files, undefined, new Map(), NO_CONVENTIONS);
    const read = parse(text);
    if (read?.version !== 1 || typeof read.files !== 'object' || read.files === null) throw new OutputError(UNREADABLE);
    const entries = new Map(Object.entries(read.files as Record<string, LockedFile>));
    return new Lock(files, text, entries, readConventions(read.conventions));
  }

  /** The text of a file as it was made last; undefined where it is none of ours, or what is kept of it is not what was made. */
  async baseOf(file: string): Promise<string | undefined> {
    const entry = this.entries.get(file);
    const text = entry && (await this.files.read(copyOf(file)));
    return text !== undefined && hashOf(text) === entry?.sha256 ? text : undefined;
  }

  has(file: string): boolean {
    return this.entries.has(file);
  }

  /** The files that were made of a plan, by the targets that made them. */
  madeFrom(plan: string): Map<string, string[]> {
    const made = new Map<string, string[]>();
    for (const [file, entry] of this.entries)
      if (entry.plan === plan) made.set(entry.target, [...(made.get(entry.target) ?? []), file]);
    return made;
  }

  /** `text` is now what was made of `file`. */
  set(file: string, target: string, plan: string, text: string): void {
    const [known, sha256] = [this.entries.get(file), hashOf(text)];
    this.entries.set(file, { target, plan, sha256 });
    if (known?.sha256 !== sha256) this.copies.set(copyOf(file), text);
  }

  /** `file` is none of ours any more. */
  remove(file: string): void {
    if (this.entries.delete(file)) this.copies.set(copyOf(file), undefined);
  }

  /** What has to be written for what was said since it was read. */
  changes(): Change[] {
    const files = Object.fromEntries([...this.entries].sort(([a], [b]) => (a < b ? -1 : 1)));
    const { folders, labels, versions } = this.conventions;
    const given = Object.entries({ folders, labels, versions }).filter(([, agreed]) => Object.keys(agreed).length > 0);
    const lock = { version: 1, ...(given.length > 0 && { conventions: Object.fromEntries(given) }), files };
    const text = this.entries.size === 0 ? undefined : `${JSON.stringify(lock, undefined, 2)}\n`;
    const copies = [...this.copies].map(([copy, made]) => ({ path: copy, text: made }));
    return isSame(text, this.text) ? copies : [...copies, { path: LOCK, text }];
  }
}

const UNREADABLE =
  '.production-first/lock.json cannot be read. Take it back from the repository, or remove it and the files it names.';

interface Read {
  readonly version?: unknown;
  readonly files?: unknown;
  readonly conventions?: unknown;
}

function parse(text: string): Read | undefined {
  try {
    return (JSON.parse(text) ?? undefined) as Read | undefined;
  } catch {
    return undefined;
  }
}

const copyOf = (file: string): string => path.posix.join(FOLDER, 'made', file);

const hashOf = (text: string): string => createHash('sha256').update(unified(text)).digest('hex');
const isSame = (a: string | undefined, b: string | undefined): boolean =>
  a === undefined || b === undefined ? a === b : unified(a) === unified(b);
