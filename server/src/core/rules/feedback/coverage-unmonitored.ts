import { planRule } from '../rule.ts';

export const coverageUnmonitored = planRule({
  id: 'feedback/coverage-unmonitored',
  severity: 'warning',
  summary: 'Somebody notices when labels stop coming.',
  *check(plan) {
    const feedback = plan.spec.section('feedbackLoop');
    if (!feedback || plan.isExperimental || feedback.lacks('coverage')) return;
    const promised = feedback.number('coverage') ?? '';
    if (feedback.lacks('indicator')) {
      const candidates = plan.indicators.filter(({ role }) => role === 'feedback');
      const [only] = candidates;
      const hint = only
        ? `Name the indicator of role feedback: ${candidates.map(({ name }) => name).join(', ')}.`
        : 'Add an indicator of role feedback, and name it here.';
      yield {
        span: feedback.place('coverage'),
        message: `A coverage of ${promised} is expected, but no indicator watches it: when labels stop coming, the quality of the model is unknown and looks unchanged. ${hint}`,
        ...(only &&
          candidates.length === 1 && {
            data: { kind: 'insert', path: feedback.path, key: 'indicator', value: only.name },
          }),
      };
      return;
    }
    const indicator = plan.indicator(feedback.text('indicator'));
    if (!indicator?.section.lacks('critical') || !indicator.section.lacks('warning')) return;
    if (plan.alerts.some((alert) => alert.indicator === indicator.name)) return;
    const message = `A coverage of ${promised} is expected, but "${indicator.name}" has neither a critical nor a warning value, and no alert: it is shown, not watched.`;
    yield { span: feedback.place('indicator'), message };
  },
});
