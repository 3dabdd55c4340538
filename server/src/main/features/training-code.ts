import { trainingCodeAt } from '../../language/training-code.ts';
import {
  TRAINING_CODE_REQUEST,
  type ReadinessNote,
  type TrainingCode,
  type TrainingCodeParams,
  type TrainingCodeResult,
} from '../../protocol/decay.ts';
import { planView } from '../../core/decay/view.ts';
import { nextRetraining } from '../decay-view.ts';
import { toPath } from '../documents.ts';
import type { Feature, FeatureHost } from '../feature.ts';
import { guard } from '../guard.ts';
import { checkedPlanAt } from '../live/plan-files.ts';
import { namesOf } from '../plans-of-code.ts';
import { readinessNotes } from '../readiness-notes.ts';
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
    let notes: readonly (ReadinessNote | undefined)[] | undefined;
    for (const { index, symbol } of await namesOf(host.workspace, plan, code)) {
      if (signal.aborted || found.length >= MAX_FOUND) return found;
      const live = await host.live.local(plan.uri, signal);
      const own = live?.plans[index];
      if (!own) continue;
      const { assessment, answers } = own;
      const { now, plan: of } = assessment;
      const retraining = nextRetraining(of.retraining.schedule, now);
      const view = planView(assessment, answers, { range: 'all', maxPoints: 4, nextRetraining: retraining });
      const file = await checkedPlanAt(host, plan.uri, plan.path);
      if (typeof file === 'string') continue;
      notes ??= await readinessNotes(
        host.workspace,
        { path: plan.path, file },
        live.plans.map(({ assessment: of }) => of),
        Date.now(),
      );
      const readiness = notes[index];
      found.push({
        plan: plan.uri,
        index,
        ...trainingCodeAt(text, symbol, view, now),
        ...(readiness && { readiness }),
      });
    }
  }
  return found;
}
