import { present } from '../../decay/plan-indicators.ts';
import { listed } from '../../rules/words.ts';
import type { Area } from '../check.ts';
import { allSeen, notNeeded, sightingOf } from '../proofs.ts';

export const costLatency: Area = {
  id: 'cost-latency',
  title: 'Cost and latency',
  checks: [
    {
      name: 'budget',
      title: 'Cost has a budget',
      why: 'A model whose cost grows faster than its use is shut down, however good it is.',
      reach: 'live',
      weight: 1,
      minutes: 60,
      rules: ['cost/over-unmonitored'],
      path: ['spec', 'cost'],
      find: (facts) => {
        const cost = facts.plan.spec.section('cost');
        const [budget, name] = [cost?.number('budget'), cost?.text('indicator')];
        return {
          declared: budget !== undefined && name !== undefined,
          says:
            budget === undefined
              ? 'Say the budget and what watches it: "cost".'
              : `${budget} ${cost?.text('currency') ?? ''}`.trim(),
          ...present({ notNeeded: notNeeded(facts, 'cost'), live: sightingOf(facts, name) }),
        };
      },
    },
    {
      name: 'service',
      title: 'Service levels are watched',
      why: 'A right answer that comes too late is a wrong one.',
      reach: 'live',
      weight: 2,
      minutes: 90,
      rules: ['slo/objective-impossible', 'threshold/objective-percent'],
      path: ['spec', 'slos'],
      find: (facts) => {
        const slos = facts.plan.spec.sections('slos').flatMap((slo) => slo.text('indicator') ?? []);
        const names =
          slos.length > 0
            ? slos
            : facts.plan.indicators.filter(({ role }) => role === 'latency').map(({ name }) => name);
        return {
          declared: slos.length > 0,
          says: slos.length > 0 ? listed(slos, 3) : 'Promise a service level: "slos".',
          ...present({ notNeeded: notNeeded(facts, 'slos'), live: allSeen(facts, names) }),
        };
      },
    },
  ],
};
