import { readFile, stat } from 'node:fs/promises';
import { kindOf } from '../core/document/kind.ts';
import { alertsIn } from '../core/pipeline/rule-files.ts';
import type { RuleFile } from '../core/workspace-facts.ts';
import { walkFiles } from './walk-files.ts';

/** YAML files that are read. */
const MAX_READ = 500;
const MAX_BYTES = 500_000;

/** The files of Prometheus rules under `root`, by absolute path. Links are not followed. */
export async function findRuleFiles(root: string): Promise<readonly RuleFile[]> {
  const found: RuleFile[] = [];
  let reads = MAX_READ;
  for await (const file of walkFiles(root)) {
    if (!/\.(?:ya?ml|rules)$/i.test(file) || kindOf(file, '') === 'production-plan') continue;
    if (--reads < 0) return found;
    const rules = await rulesAt(file);
    if (rules.alerts.length > 0) found.push({ file, ...rules });
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
