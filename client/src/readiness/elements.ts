import {
  needsAttention,
  type AreaView,
  type CheckView,
  type PlanReadiness,
} from '../../../server/src/protocol/readiness.ts';
import type { Standing } from './store.ts';

/** A plan of a file, with the URI of that file. */
export interface PlanElement {
  readonly kind: 'plan';
  readonly uri: string;
  readonly plan: PlanReadiness;
}

export interface CheckElement extends Omit<PlanElement, 'kind'> {
  readonly kind: 'check';
  readonly check: CheckView;
  /** As a step to take, with what it brings. */
  readonly isStep: boolean;
}

export interface GroupElement {
  readonly kind: 'group';
  readonly label: string;
  readonly plans: readonly PlanElement[];
}

/** A file whose plans are not known. */
export interface FileElement {
  readonly kind: 'file';
  readonly uri: string;
  readonly standing: Exclude<Standing, { state: 'ready' }>;
}

/** What stands in the tree: groups of plans, plans, their areas, and the checks of these. */
export type Element =
  | FileElement
  | GroupElement
  | PlanElement
  | CheckElement
  | (Omit<PlanElement, 'kind'> &
      (
        | { readonly kind: 'area'; readonly area: AreaView }
        | { readonly kind: 'steps' | 'tests' }
        | { readonly kind: 'section'; readonly at: number }
        | { readonly kind: 'test'; readonly at: number; readonly test: number }
      ));

/** Whether a check is shown. */
export type Wanted = (check: CheckView) => boolean;

/** The plans of a file, or the file itself where they are not known. */
export function elementsOf(uri: string, standing: Standing): (PlanElement | FileElement)[] {
  if (standing.state === 'failed' || (standing.state === 'loading' && !standing.known))
    return [{ kind: 'file', uri, standing }];
  return (standing.known?.plans ?? []).map((plan) => ({ kind: 'plan', uri, plan }));
}

/** @param wanted undefined: every check is shown */
export function childrenOf(element: Element, wanted: Wanted | undefined): readonly Element[] {
  switch (element.kind) {
    case 'file':
    case 'check':
    case 'test':
      return [];
    case 'group':
      return element.plans;
    case 'plan':
      return childrenOfPlan(element, wanted);
    case 'area': {
      const { uri, plan, area } = element;
      const checks = wanted ? area.checks.filter(wanted) : area.checks;
      return checks.map((check) => ({ kind: 'check', uri, plan, check, isStep: false }));
    }
    case 'steps': {
      const { uri, plan } = element;
      const checks = new Map(plan.view.areas.flatMap((area) => area.checks).map((check) => [check.id, check]));
      return plan.view.nextSteps.flatMap((step): Element[] => {
        const check = checks.get(step.check);
        return check ? [{ kind: 'check', uri, plan, check, isStep: true }] : [];
      });
    }
    case 'tests': {
      const { uri, plan } = element;
      return plan.view.testScore.sections.map((_, at) => ({ kind: 'section', uri, plan, at }));
    }
    case 'section': {
      const { uri, plan, at } = element;
      const tests = plan.view.testScore.sections[at]?.tests ?? [];
      return tests.map((_, test) => ({ kind: 'test', uri, plan, at, test }));
    }
  }
}

/** What is cheapest to do comes first: a person with a minute sees it without opening anything else. */
function childrenOfPlan({ uri, plan }: PlanElement, wanted: Wanted | undefined): Element[] {
  const areas = wanted ? plan.view.areas.filter(({ checks }) => checks.some(wanted)) : plan.view.areas;
  return [
    ...(plan.view.nextSteps.length > 0 ? [{ kind: 'steps' as const, uri, plan }] : []),
    ...areas.map((area): Element => ({ kind: 'area', uri, plan, area })),
    ...(wanted ? [] : [{ kind: 'tests' as const, uri, plan }]),
  ];
}

/** Stays the same while the tree is read anew: what is open stays open. */
export function idOf(element: Element): string {
  switch (element.kind) {
    case 'group':
      return `group ${element.label}`;
    case 'file':
      return `file ${element.uri}`;
    case 'check':
      return inPlan(element, `${element.isStep ? 'step' : 'check'} ${element.check.id}`);
    case 'area':
      return inPlan(element, `area ${element.area.id}`);
    case 'section':
      return inPlan(element, `section ${element.at}`);
    case 'test':
      return inPlan(element, `test ${element.at} ${element.test}`);
    default:
      return inPlan(element, element.kind);
  }
}

const inPlan = ({ uri, plan }: Omit<PlanElement, 'kind'>, own: string): string => `${uri} ${plan.index} ${own}`;

/** What a menu hands over as a check of the tree. */
export const isCheck = (target: unknown): target is CheckElement => kindOf(target) === 'check';

/** What a menu hands over as a plan of the tree. */
export const isPlan = (target: unknown): target is PlanElement => kindOf(target) === 'plan';

const kindOf = (target: unknown): unknown =>
  typeof target === 'object' && target !== null && 'kind' in target ? target.kind : undefined;

/** The worst that is found in a plan. */
export function worstOf({ view }: PlanReadiness): 'failing' | 'open' | 'met' {
  const checks = view.areas.flatMap((area) => area.checks).filter(needsAttention);
  return checks.some(({ state }) => state !== 'open') ? 'failing' : checks.length > 0 ? 'open' : 'met';
}
