import { pathToFileURL } from 'node:url';
import type { FileTarget } from '../language/definition.ts';
import { innerSpan } from '../language/names.ts';
import type { FeatureHost } from './feature.ts';
import { plansNearby, type NearbyPlan } from './plans-nearby.ts';

/** Where production plans name the card at `card`: open plans, and those in its folder or one above it in the workspace. */
export async function plansOfCard(host: FeatureHost, card: string): Promise<FileTarget[]> {
  const targets: FileTarget[] = [];
  const open = openPlans(host);
  const isOpen = (file: string): boolean => open.some((plan) => plan.path === file);
  for (const plan of [...open, ...(await plansNearby(host.workspace, card, isOpen))])
    for (const { index } of plan.file.documents)
      for (const reference of index.paths) {
        if (reference.path.join('.') !== 'spec.model.card') continue;
        if ((await host.workspace.locate(plan.path, reference))?.path !== card) continue;
        const range = plan.file.lines.range(innerSpan(plan.file.text, reference.written));
        targets.push({ uri: pathToFileURL(plan.path).href, range });
      }
  return targets;
}

function openPlans(host: FeatureHost): NearbyPlan[] {
  return host.documents.all().flatMap((document) => {
    const open = host.parsed.get(document);
    return open?.path !== undefined && open.file.kind === 'production-plan'
      ? [{ path: open.path, file: open.file }]
      : [];
  });
}
