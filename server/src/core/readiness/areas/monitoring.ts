import { present } from '../../decay/plan-indicators.ts';
import { listed } from '../../rules/words.ts';
import type { Area, Facts, Sighting } from '../check.ts';
import { allSeen } from '../proofs.ts';

const PATH = ['spec', 'monitoring'] as const;

export const monitoring: Area = {
  id: 'monitoring',
  title: 'Monitoring',
  checks: [
    {
      name: 'quality',
      title: 'Quality has a threshold',
      why: 'Models decay slowly. Only a number with a line drawn beforehand says when it is too much.',
      required: true,
      reach: 'live',
      weight: 3,
      minutes: 120,
      rules: [
        'threshold/wrong-side-of-baseline',
        'threshold/warning-beyond-critical',
        'threshold/out-of-range',
        'threshold/unit-mismatch',
      ],
      path: [...PATH, 'indicators'],
      find: (facts) => {
        const names = facts.plan.indicators
          .filter(({ role, critical }) => role === 'quality' && critical !== undefined)
          .map(({ name }) => name);
        return {
          declared: names.length > 0,
          says: names.length > 0 ? listed(names, 3) : 'Add an indicator of role "quality" with a critical value.',
          ...present({ live: allSeen(facts, names) }),
        };
      },
    },
    {
      name: 'fresh',
      title: 'Indicators are fresh',
      why: 'A dashboard that stands still looks like a model that does well.',
      reach: 'live',
      weight: 2,
      minutes: 60,
      // That a source cannot be asked now is told by live/unreachable, and is no failure of the model.
      rules: ['live/stale', 'live/no-series'],
      path: [...PATH, 'indicators'],
      find: (facts) => {
        const names = facts.plan.indicators.map(({ name }) => name);
        return {
          declared: facts.plan.spec.section('monitoring')?.duration('interval') !== undefined && names.length > 0,
          says:
            names.length > 0
              ? 'The plan says how often values come.'
              : 'Say how often indicators get a value: "interval".',
          ...present({ live: allSeen(facts, names) }),
        };
      },
    },
    {
      name: 'drift',
      title: 'Drift is watched',
      why: 'Labels come late. What the model is fed changes first, and can be seen at once.',
      reach: 'live',
      weight: 2,
      minutes: 120,
      rules: ['threshold/method-direction'],
      path: [...PATH, 'drift'],
      find: (facts) => {
        const names = facts.plan.columns.map(({ name }) => name);
        return {
          declared: names.length > 0,
          says: names.length > 0 ? listed(names, 3) : 'Name the columns whose distribution is watched: "drift".',
          ...present({ live: driftSeen(facts) }),
        };
      },
    },
    {
      name: 'within-lines',
      title: 'Values stay within lines',
      why: 'What is measured is only of use when it is good: beyond a line the model costs more than it brings.',
      reach: 'live',
      weight: 2,
      minutes: 480,
      rules: ['live/threshold-breached', 'live/breach-forecast', 'live/drift-detected', 'live/dataset-drift'],
      path: [...PATH, 'indicators'],
      find: (facts) => {
        const lined = facts.plan.indicators.filter(({ critical }) => critical !== undefined).map(({ name }) => name);
        return {
          declared: lined.length > 0,
          says: lined.length > 0 ? `${lined.length} with a critical value` : 'Draw a critical value for an indicator.',
          ...present({ live: allSeen(facts, lined) }),
        };
      },
    },
  ],
};

/** Comparisons of all columns, where each has been judged. */
function driftSeen({ live, plan }: Facts): Sighting | undefined {
  const columns = live?.drift.columns ?? [];
  if (columns.length === 0 || columns.length < plan.columns.length) return undefined;
  if (columns.some(({ newest, verdict }) => !newest || verdict === 'unknown')) return undefined;
  const times = columns.map(({ answer, newest }) => answer?.fetchedAt ?? newest?.time ?? 0);
  return {
    says: `${columns.length} ${columns.length === 1 ? 'column' : 'columns'} compared`,
    at: Math.min(...times),
    isOld: columns.some(({ answer }) => answer?.failure !== undefined),
  };
}
