import { scoreKind } from '../../plan/drift-direction.ts';
import { planRule } from '../rule.ts';
import { listed } from '../words.ts';
import { watchedBy } from './watched.ts';

const MOST_SINGLE = 5;

export const driftWithoutAlert = planRule({
  id: 'alerting/drift-without-alert',
  severity: 'warning',
  summary: 'Somebody is told when the drift of a column reaches its critical value.',
  *check(plan) {
    const watched = plan.isExperimental ? undefined : watchedBy(plan);
    if (!watched) return;
    // With enough rows any p-value becomes small; an alert on it tells of the rows as much as of drift.
    const silent = plan.columns.filter(
      ({ name, method, critical }) =>
        critical !== undefined && scoreKind(method) === 'distance' && !watched.columns.has(name),
    );
    if (silent.length > MOST_SINGLE) {
      const drift = plan.spec.section('monitoring')?.section('drift');
      const names = listed(
        silent.map(({ name }) => name),
        3,
      );
      if (drift)
        yield {
          span: drift.place('columns'),
          message: `No alert rule watches the drift of ${names}, though each has a critical value: nobody is told when it is reached.`,
        };
      return;
    }
    for (const { name, critical, section } of silent) {
      const message = `The drift of "${name}" is critical at ${critical ?? ''}, but no alert rule watches it, so nobody is told when that is reached. Add a rule with "drift: ${name}".`;
      yield { span: section.place('column'), message };
    }
  },
});
