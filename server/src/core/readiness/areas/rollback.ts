import { present } from '../../decay/plan-indicators.ts';
import { listed } from '../../rules/words.ts';
import type { Area, Facts, Sighting } from '../check.ts';
import { allThere, isThere, notNeeded, said } from '../proofs.ts';

const PATH = ['spec', 'rollback'] as const;

export const rollback: Area = {
  id: 'rollback',
  title: 'Rollback',
  checks: [
    {
      name: 'target',
      title: 'Rollback target is set',
      why: 'In an incident there is no time to find out which version was good.',
      required: true,
      reach: 'live',
      weight: 2,
      minutes: 30,
      rules: [],
      path: [...PATH, 'target'],
      find: (facts) => {
        const target = facts.plan.spec.section('rollback')?.text('target');
        const needsRegistry = target === 'previous' || target === 'version' || target === 'alias';
        const hasRegistry = facts.plan.spec.section('model')?.text('registry') !== undefined;
        return {
          declared: target !== undefined,
          says: target ?? 'Say what takes over: "target".',
          ...(needsRegistry && hasRegistry ? {} : { reach: 'declared' as const }),
          ...present({ live: target === 'previous' ? previousVersion(facts) : undefined }),
        };
      },
    },
    {
      name: 'trigger',
      title: 'Rollback trigger is set',
      why: 'Without a line drawn beforehand people wait for one more number.',
      required: true,
      reach: 'declared',
      weight: 1,
      minutes: 15,
      rules: ['rollback/no-trigger'],
      path: [...PATH, 'triggers'],
      find: ({ plan }) => {
        const names =
          plan.spec
            .section('rollback')
            ?.texts('triggers')
            .map(({ text }) => text) ?? [];
        return {
          declared: names.length > 0,
          says: names.length > 0 ? listed(names, 3) : 'Name the alerts at which to go back: "triggers".',
        };
      },
    },
    {
      name: 'runbook',
      title: 'Rollback runbook exists',
      why: 'What nobody has written down is done differently each time, and under stress wrongly.',
      required: true,
      reach: 'evidenced',
      weight: 2,
      minutes: 90,
      rules: ['rollback/no-runbook'],
      path: [...PATH, 'runbook'],
      find: (facts) => {
        const page = facts.plan.spec.section('rollback')?.text('runbook');
        return { declared: page !== undefined, says: page ?? 'Name the page: "runbook".', ...allThere(facts, [page]) };
      },
    },
    {
      name: 'drill',
      title: 'Rollback was drilled',
      why: 'A way back that was never walked usually ends halfway.',
      reach: 'evidenced',
      weight: 2,
      minutes: 60,
      rules: ['rollback/never-drilled', 'rollback/stale-drill'],
      path: [...PATH, 'lastDrill'],
      find: (facts) => ({
        ...said(facts.plan.spec.section('rollback'), 'lastDrill', 'Try it, and record the day: "lastDrill".'),
        ...present({ file: drillRecord(facts) }),
      }),
    },
    {
      name: 'time',
      title: 'Rollback time is set',
      why: 'The time to restore is what an incident costs; it has to be shorter than what the alert allows.',
      reach: 'declared',
      weight: 1,
      minutes: 10,
      rules: ['rollback/slower-than-alert'],
      path: [...PATH, 'timeToRestore'],
      find: ({ plan }) =>
        said(plan.spec.section('rollback'), 'timeToRestore', 'Say how long it may take: "timeToRestore".'),
    },
    {
      name: 'rollout',
      title: 'Rollout is staged',
      why: 'What goes wrong for one in twenty is cheap; for all at once it is an incident.',
      reach: 'declared',
      weight: 1,
      minutes: 120,
      rules: ['rollout/canary-without-analysis', 'rollout/steps-not-increasing', 'rollout/platform-unsupported'],
      path: ['spec', 'rollout'],
      find: (facts) => {
        const strategy = facts.plan.spec.section('rollout')?.text('strategy');
        return {
          declared: strategy !== undefined && strategy !== 'allAtOnce',
          says: strategy ?? 'Say how a new version is rolled out: "rollout".',
          ...present({ notNeeded: notNeeded(facts, 'rollout') }),
        };
      },
    },
  ],
};

/** The file that records a drill: proof of the test infra-7. */
function drillRecord(facts: Facts): string | undefined {
  const proofs = facts.plan.spec.sections('evidence').filter((proof) => proof.text('check') === 'infra-7');
  return proofs.map((proof) => proof.text('link')).find((link) => isThere(facts, link));
}

/** That the registry has a version before the one that serves. */
function previousVersion({ live }: Facts): Sighting | undefined {
  const { readAt, failure, markers = [] } = live?.model ?? {};
  if (readAt === undefined) return undefined;
  const versions = markers.filter(({ kind }) => kind === 'deployed').length;
  return versions < 2
    ? undefined
    : { says: `${versions} versions are registered`, at: readAt, isOld: failure !== undefined };
}
