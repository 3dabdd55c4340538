import { planRule } from '../rule.ts';

export const pipelineWithoutContract = planRule({
  id: 'data/pipeline-without-contract',
  severity: 'information',
  summary: 'Every data pipeline has a data contract.',
  *check(plan) {
    if (plan.isExperimental) return;
    for (const pipeline of plan.spec.sections('dataPipelines')) {
      const name = pipeline.text('name');
      if (name === undefined || !pipeline.lacks('contract')) continue;
      const message = `"${name}" has no data contract: whoever changes its columns cannot know that the model depends on them. Write one, and name it as "contract".`;
      yield { span: pipeline.place('name'), message };
    }
  },
});
