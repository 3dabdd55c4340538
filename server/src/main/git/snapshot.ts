import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CheckedFile } from '../../core/document/checked-file.ts';
import { readFile } from '../../core/document/read.ts';
import type { ReadinessView } from '../../core/readiness/view.ts';
import { isInside } from '../is-inside.ts';
import { readinessAt } from '../readiness.ts';
import { Workspace } from '../workspace.ts';
import type { Commit, Repository, TreeFile } from './repository.ts';
import { hasText, wantedFiles } from './wanted-files.ts';

const MAX_BYTES = 1_000_000;
const AT_ONCE = 50;

/** A folder of its own in which the files that a plan rests on lie as they were at one commit after the other. */
export class Snapshot {
  private readonly repository: Repository;
  private readonly root: string;
  private readonly written = new Map<string, string>();

  private constructor(repository: Repository, root: string) {
    this.repository = repository;
    this.root = root;
  }

  static async of(repository: Repository): Promise<Snapshot> {
    return new Snapshot(repository, await mkdtemp(path.join(tmpdir(), 'production-first-commit-')));
  }

  dispose(): Promise<void> {
    return rm(this.root, { recursive: true, force: true });
  }

  /**
   * How ready the models of `plan`, a name in the repository, were when the commit was made: by the plan and its files
   * alone. Undefined where the commit has no such plan.
   */
  async readiness({ id, time }: Commit, plan: string): Promise<(ReadinessView | undefined)[] | undefined> {
    const files = await this.repository.files(id);
    const own = files.find(({ path: file }) => file === plan);
    if (!own) return undefined;
    const text = (await this.repository.read([own.id], MAX_BYTES)).get(own.id)?.toString('utf8');
    if (text === undefined) return undefined;
    const file: CheckedFile = readFile('production-plan', text);
    await this.write(wantedFiles(files, plan, file).filter((wanted) => this.placeOf(wanted.path) !== undefined));
    const workspace = new Workspace([this.root]);
    return readinessAt({ workspace, path: path.join(this.root, plan), file, live: undefined, now: time });
  }

  /** Has exactly `files` in the folder; what is there already is left alone. */
  private async write(files: readonly TreeFile[]): Promise<void> {
    const wanted = new Map(files.map(({ path: file, id }) => [file, id]));
    const gone = [...this.written.keys()].filter((file) => !wanted.has(file));
    for (const file of gone) {
      this.written.delete(file);
      await rm(this.placeOf(file) ?? '', { recursive: true, force: true });
    }
    const changed = files.filter(({ path: file, id }) => this.written.get(file) !== id);
    const texts = await this.repository.read(
      changed.filter(hasText).map(({ id }) => id),
      MAX_BYTES,
    );
    for (let at = 0; at < changed.length; at += AT_ONCE)
      await Promise.all(changed.slice(at, at + AT_ONCE).map((file) => this.put(file, texts.get(file.id))));
  }

  private async put({ path: file, id }: TreeFile, text: Buffer | undefined): Promise<void> {
    const place = this.placeOf(file);
    if (place === undefined) return;
    await mkdir(path.dirname(place), { recursive: true });
    // A file that took the place of a folder, or a folder that of a file.
    await writeFile(place, text ?? '').catch(async () => {
      await rm(place, { recursive: true, force: true });
      await writeFile(place, text ?? '');
    });
    this.written.set(file, id);
  }

  /** Undefined for a name that leads elsewhere: what a repository says is anybody's. */
  private placeOf(file: string): string | undefined {
    const place = path.resolve(this.root, file);
    return place !== this.root && isInside(this.root, place) && !file.includes('\0') ? place : undefined;
  }
}
