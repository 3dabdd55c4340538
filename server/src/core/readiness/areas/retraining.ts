import { present } from '../../decay/plan-indicators.ts';
import { isoDate } from '../../schema/formats.ts';
import type { Area, Facts, Found, Sighting } from '../check.ts';
import { allThere } from '../proofs.ts';

const PATH = ['spec', 'retraining'] as const;

const strategyOf = ({ plan }: Facts): string | undefined => plan.spec.section('retraining')?.text('strategy');

/** A model that is trained by hand needs no pipeline; that it is by hand is said by the strategy. */
const byHand = (facts: Facts): { readonly notNeeded?: string } =>
  strategyOf(facts) === 'manual' ? { notNeeded: 'It is retrained by hand.' } : {};

export const retraining: Area = {
  id: 'retraining',
  title: 'Retraining',
  checks: [
    {
      name: 'strategy',
      title: 'Retraining is planned',
      why: 'Every model becomes old. Without a date, an alert or a person that starts it, nobody retrains.',
      required: true,
      reach: 'declared',
      weight: 2,
      minutes: 20,
      rules: [
        'retraining/invalid-cron',
        'retraining/triggered-without-triggers',
        'retraining/slower-than-staleness',
        'live/breach-before-retraining',
      ],
      path: [...PATH, 'strategy'],
      find: ({ plan }): Found => {
        const section = plan.spec.section('retraining');
        const strategy = section?.text('strategy');
        const when = section?.text('schedule');
        const isSaid = strategy !== undefined && (strategy !== 'scheduled' || when !== undefined);
        return {
          declared: isSaid,
          says: isSaid
            ? [strategy, when].filter(Boolean).join(', ')
            : 'Say how and when it is retrained: "strategy", "schedule".',
        };
      },
    },
    {
      name: 'pipeline',
      title: 'A pipeline retrains it',
      why: 'What one person does by hand from memory is not done when that person is away.',
      required: true,
      reach: 'evidenced',
      weight: 2,
      minutes: 240,
      rules: ['retraining/pipeline-missing', 'retraining/schedule-missing'],
      path: [...PATH, 'pipeline'],
      find: (facts) => {
        const pipeline = facts.plan.spec.section('retraining')?.text('pipeline');
        return {
          declared: pipeline !== undefined,
          says: pipeline ?? 'Name the file that defines the retraining job: "pipeline".',
          ...allThere(facts, [pipeline]),
          ...byHand(facts),
        };
      },
    },
    {
      name: 'validation',
      title: 'New models are validated',
      why: 'Retraining on broken data makes a broken model; the gate is what keeps it out.',
      required: true,
      reach: 'declared',
      weight: 2,
      minutes: 60,
      rules: ['retraining/no-validation'],
      path: [...PATH, 'validation'],
      find: ({ plan }) => {
        const gates = plan.spec.section('retraining')?.sections('validation') ?? [];
        const [first] = gates;
        return {
          declared: first !== undefined,
          says: first
            ? `${first.text('indicator') ?? ''} ${first.text('op') ?? ''} ${first.number('value') ?? ''}`.trim()
            : 'Say what a new model must reach before it is released: "validation".',
        };
      },
    },
    {
      name: 'promotion',
      title: 'Promotion has a rule',
      why: 'By chance alone every second challenger looks better; a margin and an approver keep that from mattering.',
      reach: 'declared',
      weight: 1,
      minutes: 30,
      rules: ['retraining/no-promotion-margin'],
      path: [...PATH, 'promotion'],
      find: ({ plan }) => {
        const promotion = plan.spec.section('retraining')?.section('promotion');
        const margin = promotion?.number('margin');
        return {
          declared: margin !== undefined,
          says:
            margin === undefined ? 'Say by how much a challenger must be better: "promotion".' : `better by ${margin}`,
        };
      },
    },
    {
      name: 'age',
      title: 'Model is young enough',
      why: 'The plan says how old a model may become; only its date of training tells whether it is.',
      reach: 'live',
      weight: 2,
      minutes: 30,
      rules: ['live/model-too-old', 'live/version-differs'],
      path: [...PATH, 'maxStaleness'],
      find: (facts) => {
        const limit = facts.plan.spec.section('retraining')?.text('maxStaleness');
        const hasRegistry = facts.plan.spec.section('model')?.text('registry') !== undefined;
        return {
          declared: limit !== undefined,
          says: limit === undefined ? 'Say how old the model may become: "maxStaleness".' : `at most ${limit}`,
          ...(hasRegistry ? {} : { reach: 'declared' as const }),
          ...present({ live: trainedSeen(facts) }),
        };
      },
    },
  ],
};

/** When the version that serves was trained, as the registry tells. */
function trainedSeen({ live }: Facts): Sighting | undefined {
  const { trained, readAt, failure } = live?.model ?? {};
  if (trained?.from !== 'registry' || readAt === undefined) return undefined;
  return { says: `trained ${isoDate(trained.at)}`, at: readAt, isOld: failure !== undefined };
}
