import { constants } from 'node:fs';
import { lstat, mkdir, open, realpath, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathProblem } from '../../core/scaffold/output-path.ts';
import { isInside } from '../is-inside.ts';
import { why } from '../why.ts';

/** What is made is far smaller. */
const MAX_BYTES = 16_000_000;

/** What a file is to hold; undefined: it is to go. */
export interface Change {
  readonly path: string;
  readonly text: string | undefined;
}

/** Why a file is neither read nor written; the message is for people. */
export class OutputError extends Error {}

/** The files below one folder, and none outside of it, by whatever name or link. */
export class Files {
  private readonly root: string;
  private readonly unsaved: ReadonlyMap<string, string>;

  /** @param unsaved texts that stand in an editor and not on disk yet, by absolute path */
  constructor(root: string, unsaved: ReadonlyMap<string, string> = new Map()) {
    this.root = root;
    this.unsaved = unsaved;
  }

  /** Absolute path of a file that is read or written. */
  pathOf(name: string): string {
    return path.join(this.root, name);
  }

  /** Undefined: nothing is there. Rejects with an OutputError for what is no ordinary file, or leads elsewhere. */
  async read(name: string): Promise<string | undefined> {
    const place = await this.placeOf(name);
    const open = this.unsaved.get(place.path);
    if (open !== undefined) return open;
    if (place.size === undefined) return undefined;
    if (place.size > MAX_BYTES) throw new OutputError(`${name} is not touched: it is too large.`);
    return readFile(place.path, 'utf8');
  }

  /**
   * Makes all changes, or none where the disk is full or does not take one of them. A reader, or whoever pulls the plug, never sees half a file.
   * Rejects with an OutputError.
   */
  async apply(changes: readonly Change[]): Promise<void> {
    const drafts: { readonly draft: string; readonly place: string }[] = [];
    const gone: string[] = [];
    try {
      for (const { path: name, text } of changes) {
        if (text === undefined) gone.push((await this.placeOf(name)).path);
        else drafts.push(await told(name, this.draft(name, text), ' Nothing was changed.'));
      }
      for (const { draft, place } of drafts) await told(path.relative(this.root, place), rename(draft, place));
      for (const place of gone) await told(path.relative(this.root, place), rm(place, { force: true }));
    } finally {
      for (const { draft } of drafts) await rm(draft, { force: true }).catch(() => undefined);
    }
  }

  /** Writes what a file is to hold beside it. */
  private async draft(name: string, text: string): Promise<{ readonly draft: string; readonly place: string }> {
    await this.placeOf(name);
    const file = path.join(this.root, name);
    await mkdir(path.dirname(file), { recursive: true });
    // The folders may have been made by links in the meantime.
    const { path: place } = await this.placeOf(name);
    const draft = `${place}.${process.pid}.new`;
    const handle = await open(draft, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o666);
    try {
      await handle.writeFile(text);
      await handle.close();
    } catch (error) {
      await handle.close().catch(() => undefined);
      await rm(draft, { force: true });
      throw error;
    }
    return { draft, place };
  }

  private async placeOf(name: string): Promise<{ readonly path: string; readonly size: number | undefined }> {
    const problem = pathProblem(name);
    if (problem !== undefined) throw new OutputError(`${name} cannot be written: ${problem}.`);
    const file = path.join(this.root, name);
    // Where the folder is not there yet, nothing in it is.
    const root = await realpath(this.root).catch(() => this.root);
    // The nearest folder that is there decides where the rest would come to lie.
    for (let folder = path.dirname(file); isInside(this.root, folder); folder = path.dirname(folder)) {
      const real = await realpath(folder).catch(() => undefined);
      if (real === undefined) continue;
      if (!isInside(root, real)) throw new OutputError(`${name} is not touched: a link leads out of the folder.`);
      break;
    }
    const stats = await lstat(file).catch(() => undefined);
    if (stats && !stats.isFile()) throw new OutputError(`${name} is not touched: it is no ordinary file.`);
    return { path: file, size: stats?.size };
  }
}

/** What the system says of a file, in words for people. */
async function told<T>(name: string, work: Promise<T>, further = ''): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof OutputError) throw error;
    throw new OutputError(`${name} could not be written: ${why(error)}.${further}`);
  }
}
