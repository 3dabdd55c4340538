import { planRule } from '../rule.ts';

export const noDataUncovered = planRule({
  id: 'alerting/no-data-uncovered',
  severity: 'warning',
  summary: 'A data source that falls silent is noticed.',
  *check(plan) {
    const alerting = plan.spec.section('alerting');
    if (!alerting || plan.isExperimental || plan.alerts.length === 0) return;
    const isOff = alerting.is('noData', false);
    if (!isOff && !alerting.lacks('noData')) return;
    const message =
      'When a data source falls silent, no value crosses a threshold and every alert stays quiet: a dead monitor looks like a healthy model. Set "noData: true".';
    yield {
      span: isOff ? alerting.place('noData') : alerting.span,
      message,
      data: isOff
        ? { kind: 'replace', replacements: ['true'], unsure: true }
        : { kind: 'insert', path: alerting.path, key: 'noData', value: true },
    };
  },
});
