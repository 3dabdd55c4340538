import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { kindOf } from '../core/document/kind.ts';
import { alertsIn } from '../core/pipeline/rule-files.ts';
import type { RuleFile } from '../core/workspace-facts.ts';
import { isSkippedFolder } from './skipped-folders.ts';

/** Files and folders that are looked at, and YAML files that are read. */
const MAX_ENTRIES = 20_000;
const MAX_READ = 500;
const MAX_BYTES = 500_000;

/** The files of Prometheus rules under `root`, by absolute path. Links are not followed. */
export async function findRuleFiles(root: string): Promise<readonly RuleFile[]> {
  const found: RuleFile[] = [];
  const folders = [root];
  let [entries, reads] = [MAX_ENTRIES, MAX_READ];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      if (--entries < 0) return found;
      const full = path.join(folder, entry.name);
      if (entry.isDirectory() && !isSkippedFolder(entry.name)) folders.push(full);
      if (!entry.isFile() || !/\.(?:ya?ml|rules)$/i.test(entry.name)) continue;
      if (kindOf(entry.name, '') === 'production-plan') continue;
      if (--reads < 0) return found;
      const rules = await rulesAt(full);
      if (rules.alerts.length > 0) found.push({ file: full, ...rules });
    }
  }
  return found;
}

async function rulesAt(file: string): Promise<Omit<RuleFile, 'file'>> {
  try {
    return (await stat(file)).size > MAX_BYTES ? { alerts: [] } : alertsIn(await readFile(file, 'utf8'));
  } catch {
    return { alerts: [] };
  }
}
