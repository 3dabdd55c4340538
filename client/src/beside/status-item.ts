import { commands, StatusBarAlignment, window, workspace } from 'vscode';
import type { Disposable, StatusBarItem, TextEditor, Uri, MarkdownString } from 'vscode';
import type { Level } from '../../../server/src/core/panel/contract.ts';
import type { TrainingCode } from '../../../server/src/protocol/decay.ts';
import { plain } from '../plain.ts';
import { detailsOf } from './providers.ts';

const ICONS: Readonly<Record<Level, string>> = {
  ok: '$(pass)',
  warning: '$(warning)',
  critical: '$(error)',
  unknown: '$(graph-line)',
};
/** Right of the editor's own counts of problems. */
const PRIORITY = 40;
const MAX_TEXT = 48;

/** What the item stands for. */
export interface Shown {
  readonly plan: Uri;
  readonly level: Level;
  readonly text: string;
  readonly tooltip: string | MarkdownString;
}

/** One item, in sight only while an editor in sight shows a plan, or code that a plan answers for. */
export class DecayStatusItem implements Disposable {
  private readonly item: StatusBarItem;

  constructor() {
    this.item = window.createStatusBarItem('productionFirst.decay', StatusBarAlignment.Left, PRIORITY);
    this.item.name = 'Model Decay';
  }

  show(shown: Shown | undefined): void {
    if (!shown) {
      this.item.hide();
      return;
    }
    const { plan, level, text, tooltip } = shown;
    this.item.text = `${ICONS[level]} ${plain(text, MAX_TEXT)}`;
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label: `Model decay: ${plain(text)}` };
    this.item.command = { command: 'productionFirst.showDecay', title: 'Show Model Decay', arguments: [plan] };
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }
}

export function shownOfCode(code: TrainingCode, plan: Uri): Shown {
  return { plan, level: code.level, text: code.title, tooltip: detailsOf(code) };
}

export function shownOfPlan(plan: Uri, view: { level: Level; headline: string } | undefined): Shown {
  const file = plain(workspace.asRelativePath(plan));
  if (!view) return { plan, level: 'unknown', text: 'Model Decay', tooltip: `Show how the model of ${file} decays` };
  return { plan, level: view.level, text: view.headline, tooltip: plain(view.headline) };
}

/** The editors in sight, the active one first. */
export function editorsInSight(): TextEditor[] {
  const active = window.activeTextEditor;
  const others = window.visibleTextEditors.filter((editor) => editor !== active);
  return active ? [active, ...others] : others;
}

/** For the menus: whether the active editor shows code that a plan answers for. */
export async function markTrainingCode(isTrainingCode: boolean): Promise<void> {
  await commands.executeCommand('setContext', 'productionFirst.isTrainingCode', isTrainingCode);
}
