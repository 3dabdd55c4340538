import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { GitError, runGit } from './run-git.ts';

export interface Commit {
  readonly id: string;
  /** When it was committed; milliseconds since the epoch. */
  readonly time: number;
  /** First line of its message. */
  readonly subject: string;
}

/** A file of a commit. */
export interface TreeFile {
  /** Relative to the top of the repository, `/` between folders. */
  readonly path: string;
  /** Its blob. */
  readonly id: string;
}

const ID = /^[0-9a-f]{40,64}$/;

/** A git repository, read only. What it cannot tell rejects with a GitError. */
export class Repository {
  /** Absolute path of its working directory, links followed. */
  readonly top: string;
  private readonly signal: AbortSignal | undefined;

  private constructor(top: string, signal: AbortSignal | undefined) {
    this.top = top;
    this.signal = signal;
  }

  /** The repository that `folder` is in. */
  static async of(folder: string, signal?: AbortSignal): Promise<Repository> {
    const told = (await runGit(folder, ['rev-parse', '--show-toplevel'], { signal })).toString('utf8');
    return new Repository(await realpath(told.replace(/\n$/, '')), signal);
  }

  /** `file`, an absolute path, as the repository names it. */
  async nameOf(file: string): Promise<string> {
    const real = path.join(await realpath(path.dirname(file)), path.basename(file));
    return path.relative(this.top, real).replaceAll(path.sep, '/');
  }

  /** The commit that `revision` names: a branch, a tag, an id, `HEAD~3`. */
  async commit(revision: string): Promise<Commit> {
    const unknown = new GitError(`The repository has no commit "${revision}". Name a branch, a tag or a commit.`);
    if (revision === '' || revision.startsWith('-') || /[\n\0]/.test(revision)) throw unknown;
    let id: string;
    try {
      id = (await this.run('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`)).trim();
    } catch (error) {
      throw error instanceof GitError && error.message.startsWith('Git could not answer') ? unknown : error;
    }
    const [found] = await this.log(['--max-count=1', id]);
    if (!found) throw unknown;
    return found;
  }

  /** The latest commits that changed one of `files` (names in the repository), newest first; none in one without commits. */
  async commitsOf(files: readonly string[], most: number): Promise<Commit[]> {
    return this.log([`--max-count=${most}`, 'HEAD', '--', ...files]).catch((error: unknown) => {
      if (
        error instanceof GitError &&
        /(?:bad revision|unknown revision|ambiguous argument) 'HEAD'/.test(error.message)
      )
        return [];
      throw error;
    });
  }

  /** Every file of a commit. */
  async files(commit: string): Promise<TreeFile[]> {
    const listed = await this.run('ls-tree', '-r', '-z', '--full-tree', commit);
    return listed.split('\0').flatMap((entry) => {
      // Links and submodules are no files: `120000 blob`, `160000 commit`.
      const [, id, file] = /^100\d{3} blob ([0-9a-f]+)\t([^]+)$/.exec(entry) ?? [];
      return id !== undefined && file !== undefined ? [{ id, path: file }] : [];
    });
  }

  /** What blobs hold, by their ids; those larger than `most` bytes are left out. */
  async read(ids: readonly string[], most: number): Promise<ReadonlyMap<string, Buffer>> {
    const wanted = [...new Set(ids)].filter((id) => ID.test(id));
    const sizes = await this.batch('--batch-check', wanted);
    const small = sizes
      .toString('utf8')
      .split('\n')
      .flatMap((line) => {
        const [id = '', type, size] = line.split(' ');
        return type === 'blob' && Number(size) <= most ? [id] : [];
      });
    return blobsIn(await this.batch('--batch', small));
  }

  private batch(how: string, ids: readonly string[]): Promise<Buffer> {
    if (ids.length === 0) return Promise.resolve(Buffer.alloc(0));
    return runGit(this.top, ['cat-file', how], { signal: this.signal, input: `${ids.join('\n')}\n` });
  }

  private async log(args: readonly string[]): Promise<Commit[]> {
    const told = await this.run('log', '--format=%H%x1f%ct%x1f%s', '-z', ...args);
    return told.split('\0').flatMap((entry) => {
      const [id = '', time, subject = ''] = entry.split('\x1f');
      return ID.test(id) ? [{ id, time: Number(time) * 1_000, subject }] : [];
    });
  }

  private async run(...args: readonly string[]): Promise<string> {
    return (await runGit(this.top, args, { signal: this.signal })).toString('utf8');
  }
}

/** `<id> blob <size>`, a line break, so many bytes, a line break; and the next one. */
function blobsIn(output: Buffer): Map<string, Buffer> {
  const blobs = new Map<string, Buffer>();
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(10, at);
    const [id, , size] = output.toString('utf8', at, end < 0 ? output.length : end).split(' ');
    const length = Number(size);
    if (id === undefined || end < 0 || !Number.isInteger(length)) break;
    blobs.set(id, output.subarray(end + 1, end + 1 + length));
    at = end + 1 + length + 1;
  }
  return blobs;
}
