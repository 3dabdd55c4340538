import { splitSymbol } from '../../core/workspace-facts.ts';
import { trainingCodeAt } from '../../language/training-code.ts';
import {
  TRAINING_CODE_REQUEST,
  type TrainingCode,
  type TrainingCodeParams,
  type TrainingCodeResult,
} from '../../protocol/decay.ts';
import { planView } from '../../core/decay/view.ts';
import { nextRetraining } from '../decay-view.ts';
import { toPath } from '../documents.ts';
import type { Feature, FeatureHost } from '../feature.ts';
import { guard } from '../guard.ts';
import type { IndexedPlan } from '../live/plan-index.ts';
import { signalOf } from '../signal-of.ts';

/** Plans beside one file of code. */
const MAX_FOUND = 50;

/** What plans say of the code in a Python file. Asks no network. */
export const trainingCode: Feature = (host) => {
  const { connection } = host;
  connection.onRequest(
    TRAINING_CODE_REQUEST,
    guard<TrainingCodeParams, TrainingCodeResult>(connection.console, 'training code', [], (params, token) =>
      answer(host, params, signalOf(token)),
    ),
  );
  return {};
};

async function answer(
  host: FeatureHost,
  { uri, text }: TrainingCodeParams,
  signal: AbortSignal,
): Promise<TrainingCodeResult> {
  const code = toPath(uri);
  if (code === undefined || typeof text !== 'string') return [];
  const found: TrainingCode[] = [];
  for (const plan of await host.live.index.plans()) {
    for (const { index, symbol } of await namesOf(host, plan, code)) {
      if (signal.aborted || found.length >= MAX_FOUND) return found;
      const live = (await host.live.local(plan.uri, signal))?.plans[index];
      if (!live) continue;
      const { assessment, answers } = live;
      const { now, plan: of } = assessment;
      const retraining = nextRetraining(of.retraining.schedule, now);
      const view = planView(assessment, answers, { range: 'all', maxPoints: 4, nextRetraining: retraining });
      found.push({ plan: plan.uri, index, ...trainingCodeAt(text, symbol, view, now) });
    }
  }
  return found;
}

/** Where the plans of a file name the code at `code`: which of them, and the function or class. */
async function namesOf(
  { workspace }: FeatureHost,
  plan: IndexedPlan,
  code: string,
): Promise<{ readonly index: number; readonly symbol: string | undefined }[]> {
  const names: { index: number; symbol: string | undefined }[] = [];
  for (const [index, document] of plan.file.documents.entries()) {
    for (const reference of document.index.paths) {
      if (reference.path.slice(0, 3).join('.') !== 'spec.model.trainingCode') continue;
      if ((await workspace.locate(plan.path, reference))?.path !== code) continue;
      names.push({ index, symbol: splitSymbol(reference.text).symbol });
    }
  }
  return names;
}
