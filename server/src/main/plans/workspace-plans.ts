import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { mapLimited } from '../../backends/map-limited.ts';
import { kindOf } from '../../core/document/kind.ts';
import { readFile } from '../../core/document/read.ts';
import { summaryOf, type PlanSummary } from '../../language/plan-summary.ts';
import { bytesOf, entriesOf } from '../read-plain.ts';
import { isSkippedFolder } from '../skipped-folders.ts';
import type { ValidationHost } from '../validation.ts';
import { MAX_TEXT_BYTES } from '../workspace.ts';
import { hashOf, type KeptPlan, type KeptPlans } from './kept-plans.ts';

/** Folders and files that are looked at, and plans that are known. */
const MAX_ENTRIES = 100_000;
const MAX_PLANS = 5_000;
/** Folders, and files in them, that are read at once. */
const AT_ONCE = 32;

export interface IndexedPlan {
  readonly uri: string;
  /** Absolute path. */
  readonly path: string;
  readonly summary: PlanSummary;
}

/**
 * The plans of the workspace, open ones as they are open: found once and known until files change. What a plan says is kept on disk
 * and holds as long as its text does: in the next session only plans that are new or changed are read.
 */
export class WorkspacePlans {
  private readonly host: ValidationHost;
  private readonly kept: KeptPlans | undefined;
  private known: Promise<Map<string, KeptPlan>> | undefined;
  private onDisk: Promise<readonly IndexedPlan[]> | undefined;
  private all: Promise<readonly IndexedPlan[]> | undefined;
  private complete = true;

  /** @param kept where what is known may be written; undefined: nowhere */
  constructor(host: ValidationHost, kept?: KeptPlans) {
    this.host = host;
    this.kept = kept;
  }

  plans(): Promise<readonly IndexedPlan[]> {
    this.all ??= this.collect();
    return this.all;
  }

  /** Whether `plans` are all of them: the search ends early in a very large workspace. */
  async isComplete(): Promise<boolean> {
    await this.plans();
    return this.complete;
  }

  /** An open plan changed. */
  forgetOpen(): void {
    this.all = undefined;
  }

  /** Files changed. */
  forget(): void {
    this.all = undefined;
    this.onDisk = undefined;
  }

  private async collect(): Promise<readonly IndexedPlan[]> {
    this.onDisk ??= this.search();
    const plans = new Map((await this.onDisk).map((plan) => [plan.path, plan]));
    for (const plan of openPlans(this.host)) plans.set(plan.path, plan);
    return [...plans.values()];
  }

  private async search(): Promise<readonly IndexedPlan[]> {
    this.known ??= this.kept?.load() ?? Promise.resolve(new Map<string, KeptPlan>());
    const known = await this.known;
    const files = await this.files();
    const now = new Map<string, KeptPlan>();
    const read = await mapLimited(files, AT_ONCE, async (file) => {
      const bytes = await bytesOf(file, MAX_TEXT_BYTES);
      if (!bytes) return undefined;
      const before = known.get(file);
      const hash = hashOf(bytes);
      return before?.hash === hash
        ? before
        : { hash, summary: summaryOf(readFile('production-plan', bytes.toString('utf8'))) };
    });
    for (const [index, plan] of read.entries()) if (plan) now.set(files[index] ?? '', plan);
    const isSame = now.size === known.size && [...now].every(([file, { hash }]) => known.get(file)?.hash === hash);
    if (!isSame) this.kept?.save(now);
    this.known = Promise.resolve(now);
    return [...now].map(([file, { summary }]) => ({ uri: pathToFileURL(file).href, path: file, summary }));
  }

  /** Absolute paths of the workspace's plans, those nearest to its folders first. */
  private async files(): Promise<readonly string[]> {
    const files: string[] = [];
    let budget = MAX_ENTRIES;
    this.complete = true;
    let folders: readonly string[] = this.host.workspace.folders;
    while (folders.length > 0) {
      const below: string[] = [];
      const listed = await mapLimited(folders, AT_ONCE, entriesOf);
      for (const [index, entries] of listed.entries()) {
        const folder = folders[index] ?? '';
        for (const entry of entries) {
          // Links are neither.
          const isFolder = entry.isDirectory();
          if (!isFolder && !entry.isFile()) continue;
          if (--budget < 0 || files.length >= MAX_PLANS) {
            this.complete = false;
            return files;
          }
          // Of thousands of folders `path.join` takes longer than listing them.
          if (isFolder && !isSkippedFolder(entry.name)) below.push(`${folder}${path.sep}${entry.name}`);
          if (!isFolder && kindOf(entry.name, '') === 'production-plan') files.push(path.join(folder, entry.name));
        }
      }
      folders = below;
    }
    return files;
  }
}

/** Plans that are open, as they are open. */
export function openPlans({ documents, parsed }: Pick<ValidationHost, 'documents' | 'parsed'>): IndexedPlan[] {
  return documents.all().flatMap((document) => {
    const open = parsed.get(document);
    if (open?.path === undefined || open.file.kind !== 'production-plan') return [];
    return [{ uri: open.uri, path: open.path, summary: summaryOf(open.file) }];
  });
}
