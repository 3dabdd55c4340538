import { planRule } from '../rule.ts';
import { isAutomatic } from './strategy.ts';

export const pipelineMissing = planRule({
  id: 'retraining/pipeline-missing',
  severity: 'warning',
  summary: 'A model that is retrained by itself has a pipeline that does it.',
  *check(plan) {
    const retraining = plan.spec.section('retraining');
    if (!retraining || plan.isExperimental || !isAutomatic(retraining) || !retraining.lacks('pipeline')) return;
    yield {
      span: retraining.place('strategy'),
      message: `Retraining is ${retraining.text('strategy') ?? ''}, but no pipeline is named that does it. Name the file that defines the job in "pipeline".`,
    };
  },
});
