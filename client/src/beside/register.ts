import { Disposable, Uri, window } from 'vscode';
import { PLAN_LANGUAGE } from '../../../server/src/protocol/documents.ts';
import type { Watch } from '../live/watch.ts';
import type { DecayPanels } from '../panel/panels.ts';
import type { ServerControl } from '../server.ts';
import { registerProviders } from './providers.ts';
import { isPython } from './python.ts';
import {
  DecayStatusItem,
  editorsInSight,
  markTrainingCode,
  shownOfCode,
  shownOfPlan,
  type Shown,
} from './status-item.ts';
import { TrainingCodeIndex } from './training-code.ts';

const PAUSE_MS = 200;

export interface BesideParts {
  readonly server: ServerControl;
  readonly panels: DecayPanels;
  readonly watch: Watch;
  readonly failed: (error: unknown) => void;
}

/** Shows beside the training code, and in the status bar, how the models of the plans that name it stand. */
export function registerBeside({ server, panels, watch, failed }: BesideParts): { dispose: () => unknown }[] {
  const index = new TrainingCodeIndex(server, failed);
  const item = new DecayStatusItem();
  let isCurrent: object = {};

  async function look(): Promise<void> {
    const turn = (isCurrent = {});
    const editors = editorsInSight();
    const plans: string[] = [];
    let shown: Shown | undefined;
    let isTrainingCode = false;
    for (const { document } of editors) {
      if (document.languageId === PLAN_LANGUAGE) {
        shown ??= shownOfPlan(document.uri, panels.viewOf(document.uri)?.plans[0]);
        continue;
      }
      const code = isPython(document) ? await index.of(document) : [];
      const [first] = code;
      if (!first) continue;
      shown ??= shownOfCode(first, Uri.parse(first.plan));
      plans.push(...code.map(({ plan }) => plan));
      if (document === window.activeTextEditor?.document) isTrainingCode = true;
    }
    // While this asked, something changed and another turn began.
    if (turn !== isCurrent) return;
    item.show(shown);
    watch.set('code', plans);
    await markTrainingCode(isTrainingCode);
  }

  let timer: NodeJS.Timeout | undefined;
  const lookSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void look().catch(failed), PAUSE_MS);
  };
  lookSoon();
  return [
    index,
    item,
    ...registerProviders(index),
    index.onDidChange(lookSoon),
    panels.onDidChange(lookSoon),
    window.onDidChangeActiveTextEditor(lookSoon),
    window.onDidChangeVisibleTextEditors(lookSoon),
    new Disposable(() => clearTimeout(timer)),
  ];
}
