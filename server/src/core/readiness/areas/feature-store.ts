import { present } from '../../decay/plan-indicators.ts';
import { listed } from '../../rules/words.ts';
import type { Area } from '../check.ts';
import { notNeeded } from '../proofs.ts';

export const featureStore: Area = {
  id: 'feature-store',
  title: 'Feature store',
  checks: [
    {
      name: 'services',
      title: 'Features have one source',
      why: 'Features computed twice are computed differently, and the model is asked about data it has never seen.',
      reach: 'evidenced',
      weight: 2,
      minutes: 240,
      rules: ['data/feature-service-not-found'],
      path: ['spec', 'featureStore'],
      find: (facts) => {
        const store = facts.plan.spec.section('featureStore');
        const services = store?.texts('featureServices').map(({ text }) => text) ?? [];
        const path = store?.text('path');
        const fact = path === undefined ? undefined : facts.files.get(path);
        const known = fact?.state === 'file' ? fact.featureServices : undefined;
        const isShown = services.length > 0 && services.every((name) => known?.includes(name) === true);
        return {
          declared: services.length > 0,
          says:
            services.length > 0
              ? listed(services, 3)
              : 'Name the feature services, or say why the model needs none: "featureStore: {notNeeded: …}".',
          ...present({ notNeeded: notNeeded(facts, 'featureStore'), file: isShown ? path : undefined }),
        };
      },
    },
  ],
};
