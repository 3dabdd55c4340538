import { isoDate } from '../../schema/formats.ts';
import { PLAN, type Rule } from '../rule.ts';
import { currentOf } from './current.ts';

const DAY = 86_400_000;

export const modelTooOld: Rule = {
  id: 'live/model-too-old',
  severity: 'warning',
  kinds: PLAN,
  summary: 'The model in production is younger than retraining.maxStaleness.',
  *check(context) {
    const current = currentOf(context);
    const limit = current?.plan.retraining.maxStaleness;
    if (!current || limit === undefined) return;
    const fromRegistry = current.live.model.trained?.from === 'registry' ? current.live.model : undefined;
    const trainedAt = fromRegistry?.trained?.at ?? current.plan.model.trainedAt;
    if (trainedAt === undefined || current.live.now - trainedAt <= limit) return;
    const age = Math.floor((current.live.now - trainedAt) / DAY);
    const version = fromRegistry?.version === undefined ? 'The model' : `Version ${fromRegistry.version}`;
    const source = fromRegistry ? `, as ${current.plan.model.registry ?? 'the registry'} says` : '';
    yield {
      span: fromRegistry
        ? current.span(['spec', 'retraining', 'maxStaleness'])
        : current.span(['spec', 'model', 'trainedAt']),
      message: `${version} was trained on ${isoDate(trainedAt)}${source}, ${age} days ago; retraining.maxStaleness allows ${Math.floor(limit / DAY)}. Retrain it, or allow more.${current.asOf}`,
    };
  },
};
