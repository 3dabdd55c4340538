import type { Plan } from '../../plan/plan.ts';
import { planRule, type Finding } from '../rule.ts';
import { durationText } from '../words.ts';

export const delayLongerThanWindow = planRule({
  id: 'feedback/delay-longer-than-window',
  severity: 'error',
  summary: 'Labels come before the window that needs them has passed.',
  *check(plan) {
    yield* ofTraining(plan);
    yield* ofSlos(plan);
    yield* ofRollout(plan);
  },
});

function* ofTraining({ spec }: Plan): Generator<Finding> {
  const [feedback, retraining] = [spec.section('feedbackLoop'), spec.section('retraining')];
  const [delay, window] = [feedback?.duration('labelDelay'), retraining?.duration('trainingWindow')];
  if (!retraining || !delay || !window || delay < window) return;
  const message = `Labels come ${durationText(delay)} late, and retraining looks back ${durationText(window)}: nothing in that window has a label yet. Take a training window well beyond the delay.`;
  yield { span: retraining.place('trainingWindow'), message };
}

function* ofSlos(plan: Plan): Generator<Finding> {
  for (const slo of plan.spec.sections('slos')) {
    const indicator = plan.indicator(slo.text('indicator'));
    const [delay, window] = [indicator?.labelDelay, slo.duration('window')];
    if (!indicator || !delay || !window || delay <= window) continue;
    const message = `"${indicator.name}" waits ${durationText(delay)} for its labels, longer than this window of ${durationText(window)}: when the window ends, nothing in it has been measured.`;
    yield { span: slo.place('window'), message };
  }
}

function* ofRollout(plan: Plan): Generator<Finding> {
  const rollout = plan.spec.section('rollout');
  const interval = rollout?.duration('interval');
  if (!rollout || !interval) return;
  for (const analysis of rollout.sections('analysis')) {
    const indicator = plan.indicator(analysis.text('indicator'));
    if (!indicator?.labelDelay || indicator.labelDelay <= interval) continue;
    const message = `The rollout looks at "${indicator.name}" after ${durationText(interval)}, but its labels come ${durationText(indicator.labelDelay)} late: what is judged is the old version. Use an indicator without labels, or wait longer.`;
    yield { span: analysis.place('indicator'), message };
  }
}
