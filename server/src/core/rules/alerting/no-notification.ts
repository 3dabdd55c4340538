import type { Alert } from '../../plan/plan.ts';
import { planRule } from '../rule.ts';

const tellsNobody = ({ section }: Alert): boolean => section.lacksAny('notify');

export const noNotification = planRule({
  id: 'alerting/no-notification',
  severity: 'warning',
  summary: 'Every alert tells somebody.',
  *check(plan) {
    if (plan.isExperimental) return;
    const targets =
      plan.spec
        .section('alerting')
        ?.sections('targets')
        .flatMap((target) => target.text('name') ?? []) ?? [];
    const starts = new Set(
      plan.spec
        .section('retraining')
        ?.texts('triggers')
        .map(({ text }) => text),
    );
    for (const alert of plan.alerts.where(tellsNobody)) {
      const { section, name } = alert;
      // An alert that starts a retraining has done its work.
      if (starts.has(name) && !plan.isUrgent(alert)) continue;
      const [only] = targets;
      const known =
        targets.length > 0 ? ` Targets: ${targets.slice(0, 5).join(', ')}.` : ' Define a target in alerting.targets.';
      yield {
        span: section.place('name'),
        message: `"${name}" tells nobody when it fires. Say in "notify" whom.${known}`,
        ...(only !== undefined &&
          targets.length === 1 &&
          !section.has('notify') && { data: { kind: 'insert', path: section.path, key: 'notify', value: [only] } }),
      };
    }
  },
});
