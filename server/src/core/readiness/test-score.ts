import type { Plan } from '../plan/plan.ts';
import type { Section } from '../plan/section.ts';
import { isMet, isSeen, isWholeAsDeclared } from './states.ts';
import { TESTS, type TestRule } from './tests.ts';
import type { CheckView, TestScoreView, TestStatus, TestView } from './view.ts';

const SECTIONS = [
  ['data', 'Data'],
  ['model', 'Model'],
  ['infra', 'Infrastructure'],
  ['monitor', 'Monitoring'],
] as const;

const POINTS: Readonly<Record<TestStatus, number>> = { automated: 1, manual: 0.5, open: 0, unseen: 0 };

/** What Breck et al. call the least of the four sections. */
function meaningOf(score: number): string {
  if (score === 0) return 'more of a research project than a productionised system';
  if (score <= 1) return 'not totally untested, but with the possibility of serious holes in reliability';
  if (score <= 2) return 'a first pass at basic productionisation; more investment may be needed';
  if (score <= 3) return 'reasonably tested; more of the tests and procedures may be automated';
  if (score <= 5) return 'strong automated testing and monitoring, fit for mission-critical systems';
  return 'exceptional levels of automated testing and monitoring';
}

/** The ML Test Score of a plan: by its checks, and by what it says under spec.evidence. */
export function testScoreOf(plan: Plan, checks: readonly CheckView[]): TestScoreView {
  const states = new Map(checks.map((check) => [check.id, check]));
  // Of several proofs of one test the strongest counts.
  const proofs = new Map<string | undefined, Section>();
  for (const proof of plan.spec.sections('evidence').toSorted((a, b) => pointsOf(a) - pointsOf(b)))
    proofs.set(proof.text('check'), proof);
  const sections = SECTIONS.map(([id, title]) => {
    const tests = TESTS.filter((test) => test.id.startsWith(`${id}-`)).map((test): TestView => {
      const seen = seenBy(test, states);
      const proof = proofs.get(test.id);
      const claimed = proof?.text('status');
      const { id: name, title: about } = test;
      if ((claimed === 'manual' || claimed === 'automated') && POINTS[claimed] > POINTS[seen.status]) {
        const where = [proof?.text('link'), proof?.text('date')].filter((part) => part !== undefined).join(', ');
        return { id: name, title: about, status: claimed, says: where === '' ? 'said in the plan' : where };
      }
      return { id: name, title: about, ...seen };
    });
    return { id, title, score: tests.reduce((sum, { status }) => sum + POINTS[status], 0), tests };
  });
  const score = Math.min(...sections.map((section) => section.score));
  return { score, meaning: meaningOf(score), sections };
}

const pointsOf = (proof: Section): number => {
  const status = proof.text('status');
  return status === 'manual' || status === 'automated' ? POINTS[status] : 0;
};

function seenBy({ seen }: TestRule, states: ReadonlyMap<string, CheckView>): Pick<TestView, 'status' | 'says'> {
  if (!seen) return { status: 'unseen', says: 'Nothing here can tell; say it under spec.evidence.' };
  const checks = seen.checks.flatMap((id) => states.get(id) ?? []);
  const lacking = checks.find((check) => !isMet(check));
  if (checks.length === 0 || lacking)
    return { status: 'open', says: lacking ? `${lacking.title}: ${lacking.says}` : '' };
  const isAutomated =
    seen.automated === 'live' && checks.some(isSeen) && checks.every((one) => isSeen(one) || isWholeAsDeclared(one));
  return { status: isAutomated ? 'automated' : 'manual', says: checks.map(({ says }) => says).join('; ') };
}
