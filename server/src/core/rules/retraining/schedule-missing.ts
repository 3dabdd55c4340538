import { isSameSchedule } from '../../schedule/cron.ts';
import { isCron } from '../../schema/formats.ts';
import { planRule } from '../rule.ts';
import { listed } from '../words.ts';

export const scheduleMissing = planRule({
  id: 'retraining/schedule-missing',
  severity: 'warning',
  summary: 'A scheduled retraining has its schedule, in the plan and in the pipeline.',
  *check({ spec }, { facts }) {
    const retraining = spec.section('retraining');
    if (retraining?.text('strategy') !== 'scheduled') return;
    const [schedule, pipeline] = [retraining.text('schedule'), retraining.text('pipeline')];
    const fact = pipeline === undefined ? undefined : facts.get(pipeline);
    const actual = fact?.state === 'file' ? fact.schedules : undefined;
    const [only] = actual ?? [];
    if (retraining.lacks('schedule')) {
      const known = only !== undefined && actual?.length === 1 ? ` "${pipeline ?? ''}" runs at "${only}".` : '';
      yield {
        span: retraining.place('strategy'),
        message: `Retraining is scheduled, but nothing says when. Add "schedule".${known}`,
        ...(known !== '' &&
          only !== undefined && { data: { kind: 'insert', path: retraining.path, key: 'schedule', value: only } }),
      };
      return;
    }
    if (schedule === undefined || !isCron(schedule) || !actual || actual.some((one) => isSameSchedule(one, schedule)))
      return;
    const span = retraining.place('schedule');
    if (only === undefined) {
      yield {
        span,
        message: `The plan retrains at "${schedule}", but "${pipeline ?? ''}" has no schedule, so nothing starts it. Add the schedule there.`,
      };
      return;
    }
    const message = `The plan retrains at "${schedule}", but "${pipeline ?? ''}" runs at ${listed(actual.map((one) => `"${one}"`))}. Write the same schedule in both.`;
    const mayTake = actual.length === 1 && isCron(only);
    yield mayTake
      ? { span, message, data: { kind: 'replace', replacements: [only], unsure: true } }
      : { span, message };
  },
});
