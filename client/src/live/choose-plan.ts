import { Uri, window, workspace } from 'vscode';
import { PATTERNS, PLAN_LANGUAGE } from '../../../server/src/protocol/documents.ts';
import {
  TRAINING_CODE_REQUEST,
  type TrainingCodeParams,
  type TrainingCodeResult,
} from '../../../server/src/protocol/decay.ts';
import type { ServerControl } from '../server.ts';
import { EXCLUDED } from '../workspace-files.ts';

const MAX_PLANS = 500;

/** The plan that is meant: the active one, the one whose training code is active, else one that is chosen. Undefined: nobody chose. */
export async function choosePlan(server: ServerControl, title: string): Promise<Uri | undefined> {
  const document = window.activeTextEditor?.document;
  if (document?.languageId === PLAN_LANGUAGE) return document.uri;
  const near = document?.languageId === 'python' ? await plansOfCode(server, document.uri, document.getText()) : [];
  const plans = near.length > 0 ? near : await workspace.findFiles(PATTERNS.plan, EXCLUDED, MAX_PLANS);
  if (plans.length === 0) {
    const message = 'The workspace has no production plan. Create one with "Production-First: Create Production Plan".';
    void window.showInformationMessage(message);
    return undefined;
  }
  if (plans.length === 1) return plans[0];
  const items = plans
    .map((plan) => ({ label: workspace.asRelativePath(plan), plan }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
  return (await window.showQuickPick(items, { title, placeHolder: 'Production plan' }))?.plan;
}

async function plansOfCode(server: ServerControl, uri: Uri, text: string): Promise<Uri[]> {
  const params: TrainingCodeParams = { uri: uri.toString(), text };
  const found = await server.request<TrainingCodeResult>(TRAINING_CODE_REQUEST, params);
  return [...new Set(found.map(({ plan }) => plan))].map((plan) => Uri.parse(plan));
}
