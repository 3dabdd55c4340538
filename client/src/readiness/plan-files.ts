import { workspace } from 'vscode';
import { PATTERNS } from '../../../server/src/protocol/documents.ts';
import { EXCLUDED } from '../workspace-files.ts';

const MAX_PLANS = 5_000;

/** The plan files of the workspace: searched for once, until one comes or goes. */
export class PlanFiles {
  private found: Promise<readonly string[]> | undefined;

  /** By URI, in order. */
  list(): Promise<readonly string[]> {
    this.found ??= search().catch((error: unknown) => {
      this.found = undefined;
      throw error;
    });
    return this.found;
  }

  forget(): void {
    this.found = undefined;
  }
}

async function search(): Promise<readonly string[]> {
  const found = await workspace.findFiles(PATTERNS.plan, EXCLUDED, MAX_PLANS);
  return found.map(String).sort();
}
