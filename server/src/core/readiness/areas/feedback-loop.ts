import { present } from '../../decay/plan-indicators.ts';
import type { Area } from '../check.ts';
import { said, sightingOf } from '../proofs.ts';

const PATH = ['spec', 'feedbackLoop'] as const;

export const feedbackLoop: Area = {
  id: 'feedback-loop',
  title: 'Feedback loop',
  checks: [
    {
      name: 'labels',
      title: 'True outcomes are located',
      why: 'Quality can only be measured where predictions meet what happened, and only after it has happened.',
      required: true,
      reach: 'declared',
      weight: 2,
      minutes: 60,
      rules: ['feedback/delay-longer-than-window'],
      path: [...PATH, 'labelSource'],
      find: ({ plan }) => {
        const loop = plan.spec.section('feedbackLoop');
        const [source, delay] = [loop?.text('labelSource'), loop?.text('labelDelay')];
        return {
          declared: source !== undefined && delay !== undefined,
          says:
            source === undefined
              ? 'Say where outcomes are recorded: "labelSource".'
              : `${source}, ${delay ?? 'delay not said'}`,
        };
      },
    },
    {
      name: 'join',
      title: 'Predictions join outcomes',
      why: 'Without a key that both carry, outcomes cannot be matched with what was predicted.',
      reach: 'declared',
      weight: 1,
      minutes: 60,
      rules: ['feedback/no-join-key'],
      path: [...PATH, 'joinKey'],
      find: ({ plan }) =>
        said(plan.spec.section('feedbackLoop'), 'joinKey', 'Name the column that joins them: "joinKey".'),
    },
    {
      name: 'coverage',
      title: 'Label arrival is watched',
      why: 'A feedback loop that breaks is silent: quality goes on being computed from the few labels that still come.',
      reach: 'live',
      weight: 2,
      minutes: 60,
      rules: ['feedback/coverage-unmonitored', 'live/labels-missing'],
      path: [...PATH, 'coverage'],
      find: (facts) => {
        const loop = facts.plan.spec.section('feedbackLoop');
        const [coverage, named] = [loop?.number('coverage'), loop?.text('indicator')];
        const name = named ?? facts.plan.indicators.find(({ role }) => role === 'feedback')?.name;
        return {
          declared: coverage !== undefined && name !== undefined,
          says:
            coverage === undefined
              ? 'Say which share gets a label, and watch it: "coverage", "indicator".'
              : `${coverage}`,
          ...present({ live: sightingOf(facts, name) }),
        };
      },
    },
  ],
};
