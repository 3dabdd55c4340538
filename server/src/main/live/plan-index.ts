import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CheckedFile } from '../../core/document/checked-file.ts';
import { kindOf } from '../../core/document/kind.ts';
import { readFile } from '../../core/document/read.ts';
import { isSkippedFolder } from '../skipped-folders.ts';
import type { ValidationHost } from '../validation.ts';

/** Folders and files that are looked at, and plans that are kept. */
const MAX_ENTRIES = 20_000;
const MAX_PLANS = 200;
export interface IndexedPlan {
  readonly uri: string;
  /** Absolute path. */
  readonly path: string;
  readonly file: CheckedFile;
}

/** The plans of the workspace, open ones as they are open: found once and kept until files change. */
export class PlanIndex {
  private readonly host: ValidationHost;
  private onDisk: Promise<readonly IndexedPlan[]> | undefined;
  private all: Promise<readonly IndexedPlan[]> | undefined;
  private complete = true;

  constructor(host: ValidationHost) {
    this.host = host;
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
    for (const document of this.host.documents.all()) {
      const open = this.host.parsed.get(document);
      if (open?.path === undefined || open.file.kind !== 'production-plan') continue;
      plans.set(open.path, { uri: open.uri, path: open.path, file: open.file });
    }
    return [...plans.values()];
  }

  private async search(): Promise<readonly IndexedPlan[]> {
    const { workspace } = this.host;
    const plans: IndexedPlan[] = [];
    const folders = [...workspace.folders];
    let budget = MAX_ENTRIES;
    this.complete = true;
    for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
      for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
        if (--budget < 0 || plans.length >= MAX_PLANS) {
          this.complete = false;
          return plans;
        }
        const full = path.join(folder, entry.name);
        if (entry.isDirectory() && !isSkippedFolder(entry.name)) folders.push(full);
        if (!entry.isFile() || kindOf(entry.name, '') !== 'production-plan') continue;
        const text = await workspace.readText(full, full).catch(() => undefined);
        if (text === undefined) continue;
        plans.push({ uri: pathToFileURL(full).href, path: full, file: readFile('production-plan', text) });
      }
    }
    return plans;
  }
}
