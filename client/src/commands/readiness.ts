import { commands, Range, Uri, window, workspace } from 'vscode';
import { plain } from '../plain.ts';
import { chooseFilter, chooseGroups } from '../readiness/choose-filter.ts';
import { isCheck, isPlan, type PlanElement } from '../readiness/elements.ts';
import { explain, pageOf } from '../readiness/explain.ts';
import { exportReport } from '../readiness/export-report.ts';
import { byName, nameOf } from '../readiness/filter.ts';
import { fixCheck, waiveCheck } from '../readiness/fix.ts';
import type { ReadinessView } from '../readiness/view.ts';
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

/** Shows the panel of the plan that a row of the tree, or a link, belongs to. */
export async function showLive({ panels }: CommandHost, target: unknown): Promise<void> {
  const uri = uriOf(target);
  if (uri !== undefined) await panels.show(Uri.parse(uri));
}

/** Goes to the line of a plan where a check is answered. `target`: `{ uri, index, check }` */
export async function openCheck({ readiness }: CommandHost, target: unknown): Promise<void> {
  const { index, check } = (target ?? {}) as { readonly index?: unknown; readonly check?: unknown };
  const plan = readiness.plans.find((one) => one.uri === uriOf(target) && one.plan.index === index);
  const place = plan?.plan.places[String(check)];
  if (!plan || !place) return;
  const { start, end } = place;
  const selection = new Range(start.line, start.character, end.line, end.character);
  await commands.executeCommand('vscode.open', Uri.parse(plan.uri), { selection });
}

/** Shows the page about one model: of a row of the tree, else of a plan that is chosen. */
export async function showReadiness({ readiness, details }: CommandHost, target: unknown): Promise<void> {
  const plan = isPlan(target) ? target : await choosePlan(readiness, 'Show Production Readiness');
  if (plan) await details.show(plan);
}

/** Writes a report about the plans of a file: of a row of the tree or of a link, else of a plan that is chosen. */
export async function exportReadiness({ readiness, server }: CommandHost, target: unknown): Promise<void> {
  const uri = uriOf(target) ?? (await choosePlan(readiness, 'Export Production Readiness'))?.uri;
  if (uri !== undefined) await exportReport(server, uri);
}

const uriOf = (target: unknown): string | undefined =>
  typeof target === 'object' && target !== null && 'uri' in target && typeof target.uri === 'string'
    ? target.uri
    : undefined;

async function choosePlan(readiness: ReadinessView, title: string): Promise<PlanElement | undefined> {
  await readiness.settled();
  const plans = [...readiness.plans].sort(byName);
  if (plans.length === 0)
    void window.showInformationMessage(
      'The workspace has no production plan that can be judged. Create one with "Production-First: Create Production Plan".',
    );
  if (plans.length <= 1) return plans[0];
  const items = plans.map((plan) => ({
    label: plain(nameOf(plan.plan.view)),
    description: workspace.asRelativePath(Uri.parse(plan.uri)),
    plan,
  }));
  return (await window.showQuickPick(items, { title, placeHolder: 'Model', matchOnDescription: true }))?.plan;
}
