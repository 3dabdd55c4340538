import { PLAN, type Rule } from '../rule.ts';
import { asRead, currentOf } from './current.ts';

export const versionDiffers: Rule = {
  id: 'live/version-differs',
  severity: 'warning',
  kinds: PLAN,
  summary: 'The version that serves is the one the plan names.',
  *check(context) {
    const current = currentOf(context);
    const serving = current?.live.model.serving;
    if (!current || !serving || current.live.isLookBack) return;
    const { model, retraining } = current.plan;
    const asked = current.live.plan;
    const isSame = model.name === asked.model.name && current.isSameSource(model.registry, asked.model.registry);
    if (!isSame || (model.alias ?? retraining.champion) !== serving.alias) return;
    if (model.version === undefined || numberOf(model.version) === numberOf(serving.version)) return;
    const { readAt, failure } = current.live.model;
    const message = `The plan says version ${model.version}, but "${serving.alias}" in ${model.registry ?? 'the registry'} is version ${serving.version}: what is watched and promised here is of another model. Correct version, or move the alias back.${asRead(readAt, failure)}`;
    yield {
      span: current.span(['spec', 'model', 'version']),
      message,
      // The alias may be what is wrong: a person decides.
      data: { kind: 'replace', replacements: [serving.version], unsure: true },
    };
  },
};

/** Some write v7 for the registry's 7. */
const numberOf = (version: string): string => version.trim().replace(/^v(?=\d+$)/i, '');
