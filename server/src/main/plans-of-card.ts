import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CheckedFile } from '../core/document/checked-file.ts';
import { kindOf } from '../core/document/kind.ts';
import { readFile } from '../core/document/read.ts';
import type { FileTarget } from '../language/definition.ts';
import { innerSpan } from '../language/names.ts';
import type { FeatureHost } from './feature.ts';

interface Plan {
  readonly path: string;
  readonly file: CheckedFile;
}

/** Where production plans name the card at `card`: open plans, and those in its folder or one above it in the workspace. */
export async function plansOfCard(host: FeatureHost, card: string): Promise<FileTarget[]> {
  const targets: FileTarget[] = [];
  for (const plan of [...openPlans(host), ...(await plansNearby(host, card))])
    for (const { index } of plan.file.documents)
      for (const reference of index.paths) {
        if (reference.path.join('.') !== 'spec.model.card') continue;
        if ((await host.workspace.locate(plan.path, reference))?.path !== card) continue;
        const range = plan.file.lines.range(innerSpan(plan.file.text, reference.written));
        targets.push({ uri: pathToFileURL(plan.path).href, range });
      }
  return targets;
}

function openPlans(host: FeatureHost): Plan[] {
  return host.documents.all().flatMap((document) => {
    const open = host.parsed.get(document);
    return open?.path !== undefined && open.file.kind === 'production-plan'
      ? [{ path: open.path, file: open.file }]
      : [];
  });
}

async function plansNearby(host: FeatureHost, card: string): Promise<Plan[]> {
  const root = host.workspace.rootOf(card);
  const open = new Set(openPlans(host).map((plan) => plan.path));
  const plans: Plan[] = [];
  for (let folder = path.dirname(card); ; folder = path.dirname(folder)) {
    const relative = path.relative(path.dirname(card), folder) || '.';
    for (const { name, isDirectory } of await host.workspace.listDirectory(card, relative)) {
      const file = path.join(folder, name);
      if (isDirectory || open.has(file) || kindOf(name, '') !== 'production-plan') continue;
      const text = await host.workspace.readText(card, file);
      if (text !== undefined) plans.push({ path: file, file: readFile('production-plan', text) });
    }
    if (folder === root || folder === path.dirname(folder)) return plans;
  }
}
