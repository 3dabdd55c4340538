import { planRule } from '../rule.ts';

export const pipelineWithoutFreshness = planRule({
  id: 'data/pipeline-without-freshness',
  severity: 'warning',
  summary: 'Every data pipeline says how old its data may become.',
  *check(plan) {
    if (plan.isExperimental) return;
    for (const pipeline of plan.spec.sections('dataPipelines')) {
      const name = pipeline.text('name');
      if (name === undefined || !pipeline.lacks('freshness')) continue;
      const schedule = pipeline.text('schedule');
      const runs = schedule === undefined ? '' : ` It runs at "${schedule}".`;
      const message = `Nothing says how old the data of "${name}" may become, so a pipeline that stopped is noticed by bad predictions. Add "freshness".${runs}`;
      yield { span: pipeline.place('name'), message };
    }
  },
});
