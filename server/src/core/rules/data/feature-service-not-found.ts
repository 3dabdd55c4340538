import { didYouMean, suggest } from '../../schema/did-you-mean.ts';
import { planRule } from '../rule.ts';
import { listed } from '../words.ts';

export const featureServiceNotFound = planRule({
  id: 'data/feature-service-not-found',
  severity: 'warning',
  summary: 'Every feature service a plan names is defined in the feature repository.',
  *check({ spec }, { facts }) {
    const store = spec.section('featureStore');
    const path = store?.text('path');
    const fact = path === undefined ? undefined : facts.get(path);
    if (!store || store.text('provider')?.toLowerCase() !== 'feast' || fact?.state !== 'file' || !fact.featureServices)
      return;
    const known = fact.featureServices;
    for (const { text, start, end } of store.texts('featureServices')) {
      if (known.includes(text)) continue;
      const replacements = suggest(text, known);
      const defined = known.length === 0 ? ' It defines none.' : ` Defined: ${listed(known)}.`;
      const message = `No Python file of the feature repository at "${path ?? ''}" defines the feature service "${text}".${didYouMean(replacements) || defined}`;
      const span = { start, end };
      yield replacements.length > 0 ? { span, message, data: { kind: 'replace', replacements } } : { span, message };
    }
  },
});
