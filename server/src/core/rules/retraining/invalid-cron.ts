import { neverRuns } from '../../schedule/cron.ts';
import { planRule } from '../rule.ts';

export const invalidCron = planRule({
  id: 'retraining/invalid-cron',
  severity: 'error',
  summary: 'Every schedule comes.',
  *check({ spec }) {
    const scheduled = [spec.section('retraining'), ...spec.sections('dataPipelines')];
    for (const section of scheduled) {
      const schedule = section?.text('schedule');
      if (!section || schedule === undefined || !neverRuns(schedule)) continue;
      const message = `The schedule "${schedule}" never comes: no such day is in those months. The third field is the day of the month, the fourth the month.`;
      yield { span: section.place('schedule'), message };
    }
  },
});
