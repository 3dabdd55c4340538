import { planRule } from '../rule.ts';
import { listed } from '../words.ts';

export const triggeredWithoutTriggers = planRule({
  id: 'retraining/triggered-without-triggers',
  severity: 'error',
  summary: 'A triggered retraining has triggers.',
  *check({ spec, alerts }) {
    const retraining = spec.section('retraining');
    if (retraining?.text('strategy') !== 'triggered' || !retraining.lacksAny('triggers')) return;
    const names = alerts.flatMap(({ section }) => section.text('name') ?? []);
    const [only] = names;
    const known = only === undefined ? '' : ` Alert rules: ${listed(names)}.`;
    yield {
      span: retraining.place('strategy'),
      message: `Retraining is triggered, but no alert rule triggers it, so the model is never trained again. Name alert rules in "triggers", or retrain on a schedule.${known}`,
      ...(only !== undefined &&
        names.length === 1 &&
        !retraining.has('triggers') && {
          data: { kind: 'insert', path: retraining.path, key: 'triggers', value: [only] },
        }),
    };
  },
});
