import { commands, Uri } from 'vscode';
import { chooseFilter, chooseGroups } from '../readiness/choose-filter.ts';
import { isCheck, isPlan } from '../readiness/elements.ts';
import { explain, pageOf } from '../readiness/explain.ts';
import { fixCheck, waiveCheck } from '../readiness/fix.ts';
import type { CommandHost } from './host.ts';

export { chooseFilter, chooseGroups, explain };

/** Mends what stands against a check of the tree. */
export async function fix(target: unknown): Promise<void> {
  if (isCheck(target)) await fixCheck(target);
}

/** Waives what stands against a check of the tree. */
export async function waive(target: unknown): Promise<void> {
  if (isCheck(target)) await waiveCheck(target);
}

/** Shows why a check of the tree matters, how it is proven and how what stands against it is mended. */
export async function explainCheck(target: unknown): Promise<void> {
  if (isCheck(target)) await commands.executeCommand('markdown.showPreview', pageOf(target));
}

/** Opens the file that shows a check of the tree. */
export async function openEvidence(target: unknown): Promise<void> {
  const file = isCheck(target) ? target.plan.evidence[target.check.id] : undefined;
  if (file !== undefined) await commands.executeCommand('vscode.open', Uri.parse(file));
}

/** Shows the panel of the plan that a row of the tree belongs to. */
export async function showLive({ panels }: CommandHost, target: unknown): Promise<void> {
  if (isCheck(target) || isPlan(target)) await panels.show(Uri.parse(target.uri));
}
