import { Uri, window, workspace } from 'vscode';
import { PATTERNS, PLAN_LANGUAGE } from '../../../server/src/protocol/documents.ts';
import { EXCLUDED } from '../workspace-files.ts';
import type { CommandHost } from './host.ts';

const MAX_PLANS = 500;

/** Shows what was recorded of a plan's indicators: of `resource`, else of the active plan, else of one that is chosen. */
export async function showDecay({ panels }: CommandHost, resource?: unknown): Promise<void> {
  const plan = resource instanceof Uri ? resource : (activePlan() ?? (await choosePlan()));
  if (plan) await panels.show(plan);
}

function activePlan(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  return document?.languageId === PLAN_LANGUAGE ? document.uri : undefined;
}

async function choosePlan(): Promise<Uri | undefined> {
  const found = await workspace.findFiles(PATTERNS.plan, EXCLUDED, MAX_PLANS);
  const items = found
    .map((plan) => ({ label: workspace.asRelativePath(plan), plan }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
  if (items.length === 0) {
    void window.showInformationMessage(
      'The workspace has no production plan whose decay could be shown. Create one with "Production-First: Create Production Plan".',
    );
    return undefined;
  }
  if (items.length === 1) return items[0]?.plan;
  return (await window.showQuickPick(items, { title: 'Show Model Decay', placeHolder: 'Plan to show' }))?.plan;
}
