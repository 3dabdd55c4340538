import type {
  AreaView,
  CheckState,
  CheckView,
  PlanReadiness,
  TestStatus,
} from '../../../server/src/protocol/readiness.ts';
import { plain } from '../plain.ts';
import type { Standing } from './store.ts';

/** What stands in the tree. `uri` is the plan's file. */
export type Element =
  | { readonly kind: 'file'; readonly uri: string; readonly standing: Exclude<Standing, { state: 'ready' }> }
  | { readonly kind: 'plan'; readonly uri: string; readonly plan: PlanReadiness }
  | { readonly kind: 'area'; readonly uri: string; readonly plan: PlanReadiness; readonly area: AreaView }
  | CheckElement
  | { readonly kind: 'steps' | 'tests'; readonly uri: string; readonly plan: PlanReadiness }
  | { readonly kind: 'section'; readonly uri: string; readonly plan: PlanReadiness; readonly at: number }
  | {
      readonly kind: 'test';
      readonly uri: string;
      readonly plan: PlanReadiness;
      readonly at: number;
      readonly test: number;
    };

export interface CheckElement {
  readonly kind: 'check';
  readonly uri: string;
  readonly plan: PlanReadiness;
  readonly check: CheckView;
  /** As a step to take, with what it brings. */
  readonly isStep: boolean;
}

/** The elements of a plan's file. */
export function topOf(uri: string, standing: Standing): Element[] {
  if (standing.state === 'failed' || (standing.state === 'loading' && !standing.plans))
    return [{ kind: 'file', uri, standing }];
  return (standing.plans ?? []).map((plan) => ({ kind: 'plan', uri, plan }));
}

export function childrenOf(element: Element, onlyOpen: boolean): Element[] {
  switch (element.kind) {
    case 'file':
    case 'check':
    case 'test':
      return [];
    case 'plan': {
      const { uri, plan } = element;
      const areas = plan.view.areas.filter(({ checks }) => !onlyOpen || checks.some(needsAttention));
      return [
        ...(plan.view.nextSteps.length > 0 ? [{ kind: 'steps' as const, uri, plan }] : []),
        ...areas.map((area): Element => ({ kind: 'area', uri, plan, area })),
        ...(onlyOpen ? [] : [{ kind: 'tests' as const, uri, plan }]),
      ];
    }
    case 'area':
      return element.area.checks
        .filter((check) => !onlyOpen || needsAttention(check))
        .map((check) => ({ kind: 'check', uri: element.uri, plan: element.plan, check, isStep: false }));
    case 'steps': {
      const { uri, plan } = element;
      const checks = plan.view.areas.flatMap((area) => area.checks);
      return plan.view.nextSteps.flatMap((step): Element[] => {
        const check = checks.find(({ id }) => id === step.check);
        return check ? [{ kind: 'check', uri, plan, check, isStep: true }] : [];
      });
    }
    case 'tests':
      return element.plan.view.testScore.sections.map((_, at) => ({
        kind: 'section',
        uri: element.uri,
        plan: element.plan,
        at,
      }));
    case 'section': {
      const { uri, plan, at } = element;
      const tests = plan.view.testScore.sections[at]?.tests ?? [];
      return tests.map((_, test) => ({ kind: 'test', uri, plan, at, test }));
    }
  }
}

export const needsAttention = ({ state }: Pick<CheckView, 'state'>): boolean =>
  state === 'open' || state === 'failing' || state === 'expired';

/** Icon of a state by its codicon, and the theme colour it has. */
const STATE_ICONS: Readonly<Record<CheckState, readonly [icon: string, color: string | undefined]>> = {
  open: ['circle-large-outline', 'list.errorForeground'],
  failing: ['error', 'list.errorForeground'],
  expired: ['error', 'list.errorForeground'],
  waived: ['circle-slash', 'list.warningForeground'],
  'not-needed': ['dash', undefined],
  declared: ['circle-outline', 'list.warningForeground'],
  evidenced: ['pass', 'testing.iconPassed'],
  live: ['pass-filled', 'testing.iconPassed'],
  'last-seen': ['history', 'list.warningForeground'],
};

export const STATE_WORDS: Readonly<Record<CheckState, string>> = {
  open: 'open',
  failing: 'failing',
  expired: 'waiver is over',
  waived: 'waived',
  'not-needed': 'not needed',
  declared: 'declared in the plan',
  evidenced: 'shown by a file',
  live: 'seen live',
  'last-seen': 'last seen',
};

export const TEST_WORDS: Readonly<Record<TestStatus, string>> = {
  automated: 'automated',
  manual: 'by hand',
  open: 'open',
  unseen: 'not seen',
};

/** The icon of a check: what can be no more than declared is met by that. */
export const iconOf = ({ state, reach }: CheckView): readonly [icon: string, color: string | undefined] =>
  state === 'declared' && reach === 'declared' ? ['pass', 'testing.iconPassed'] : STATE_ICONS[state];

function durationOf(minutes: number): string {
  return minutes < 60 ? `${minutes} min` : `${Math.round(minutes / 6) / 10} h`;
}

export const descriptionOf = ({ check, isStep }: CheckElement, ago: (time: number) => string): string => {
  if (isStep) return `+${check.gain} · about ${durationOf(check.minutes)}`;
  const seen = check.seenAt === undefined ? '' : `, ${ago(check.seenAt)}`;
  return `${check.state === 'last-seen' ? 'last seen: ' : ''}${plain(check.says)}${seen}`;
};
