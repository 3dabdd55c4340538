import { AREAS } from './areas.ts';
import type { Facts } from './check.ts';
import { levelOf } from './level.ts';
import { areaView, judge, scoreOf, withGains, type Findings } from './score.ts';
import { needsAttention } from './states.ts';
import { testScoreOf } from './test-score.ts';
import type { CheckView, NextStep, ReadinessChange, ReadinessView } from './view.ts';

export interface ReadinessInput extends Facts, Findings {
  /** metadata.displayName or metadata.name. */
  readonly title: string;
}

/** Steps that are told. */
const MAX_STEPS = 5;

/** How ready the model of a plan is for production, by what the plan says, its files show and its data sources tell. */
export function readinessOf(input: ReadinessInput): ReadinessView {
  const { plan, live, title } = input;
  const judged = AREAS.map((area) => ({
    area,
    checks: area.checks.map((check) => judge(area.id, check, input, input)),
  }));
  const all = judged.flatMap(({ checks }) => checks);
  const views = new Map(withGains(all).map((view) => [view.id, view]));
  const checks = [...views.values()];
  const { level, lacking } = levelOf(checks);
  const owner = plan.spec.section('ownership')?.text('owner');
  return {
    title,
    model: plan.spec.section('model')?.text('name') ?? '',
    ...(owner !== undefined && { owner }),
    level,
    score: scoreOf(all),
    toNextLevel: lacking.map(({ id }) => id),
    areas: AREAS.map(({ id, title: name, checks: own }) =>
      areaView(
        id,
        name,
        own.flatMap((check) => views.get(`${id}/${check.name}`) ?? []),
      ),
    ),
    testScore: testScoreOf(plan, checks),
    nextSteps: stepsOf(checks, live !== undefined),
    isLive: live !== undefined,
  };
}

/** By gain for each minute; what only needs a data source to be asked is no step. */
function stepsOf(checks: readonly CheckView[], isLive: boolean): NextStep[] {
  return checks
    .filter(
      ({ gain, state, reach }) =>
        gain > 0 && state !== 'waived' && (isLive || reach !== 'live' || needsAttention({ state })),
    )
    .sort((a, b) => b.gain / b.minutes - a.gain / a.minutes)
    .slice(0, MAX_STEPS)
    .map(({ id, title, gain, minutes }) => ({ check: id, title, gain, minutes }));
}

const RANK: Readonly<Record<CheckView['state'], number>> = {
  open: 0,
  expired: 0,
  failing: 1,
  waived: 2,
  'not-needed': 2,
  declared: 3,
  evidenced: 4,
  'last-seen': 5,
  live: 5,
};

/** What is otherwise than before: titles of checks that are better or worse proven now. */
export function changeSince(before: ReadinessView, now: ReadinessView): ReadinessChange {
  const states = new Map(before.areas.flatMap(({ checks }) => checks.map(({ id, state }) => [id, state] as const)));
  const better: string[] = [];
  const worse: string[] = [];
  for (const { id, title, state } of now.areas.flatMap(({ checks }) => checks)) {
    const was = states.get(id);
    if (was === undefined || RANK[was] === RANK[state]) continue;
    (RANK[state] > RANK[was] ? better : worse).push(title);
  }
  return { score: now.score - before.score, better, worse };
}
