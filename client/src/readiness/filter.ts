import type { CheckState, CheckView, LevelName, ReadinessView } from '../../../server/src/protocol/readiness.ts';
import { worstOf, type GroupElement, type PlanElement, type Wanted } from './elements.ts';

/** States that people look for together. */
export const STATE_SETS = {
  attention: { label: 'Open or failing', states: ['open', 'failing', 'expired'] },
  waived: { label: 'Waived', states: ['waived'] },
  declared: { label: 'Declared in the plan only', states: ['declared'] },
  evidenced: { label: 'Shown by a file', states: ['evidenced'] },
  live: { label: 'Seen live', states: ['live'] },
  'last-seen': { label: 'Last seen', states: ['last-seen'] },
} as const satisfies Record<string, { label: string; states: readonly CheckState[] }>;

export type StateSet = keyof typeof STATE_SETS;
export type GroupBy = 'none' | 'owner' | 'level' | 'state';

export const LEVELS: readonly LevelName[] = ['Prototype', 'Declared', 'Instrumented', 'Operated', 'Proven'];

/** What is shown: of each list any one, and of all of them together; an empty list asks for nothing. */
export interface Filter {
  readonly states: readonly StateSet[];
  readonly levels: readonly string[];
  readonly owners: readonly string[];
  readonly models: readonly string[];
}

export const NO_FILTER: Filter = { states: [], levels: [], owners: [], models: [] };

export const isFiltered = (filter: Filter): boolean =>
  Object.values(filter).some((list: readonly string[]) => list.length > 0);

/** What a window kept, whatever it is now. */
export function readFilter(stored: unknown): Filter {
  const texts = (key: keyof Filter): string[] => {
    const list: unknown = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>)[key] : [];
    return Array.isArray(list) ? list.filter((text) => typeof text === 'string') : [];
  };
  const states = texts('states').filter((name): name is StateSet => Object.hasOwn(STATE_SETS, name));
  return { states, levels: texts('levels'), owners: texts('owners'), models: texts('models') };
}

/** Which checks are shown; undefined: all. */
export function wantedBy({ states }: Filter): Wanted | undefined {
  if (states.length === 0) return undefined;
  const all = new Set<CheckState>(states.flatMap((name) => STATE_SETS[name].states));
  return ({ state }: CheckView) => all.has(state);
}

export function isShown({ view }: PlanElement['plan'], filter: Filter): boolean {
  const { levels, owners, models } = filter;
  const wanted = wantedBy(filter);
  return (
    (levels.length === 0 || levels.includes(view.level)) &&
    (owners.length === 0 || owners.includes(ownerOf(view))) &&
    (models.length === 0 || models.includes(nameOf(view))) &&
    (!wanted || view.areas.some(({ checks }) => checks.some(wanted)))
  );
}

const NOBODY = 'no owner';

export const ownerOf = ({ owner }: ReadinessView): string => owner ?? NOBODY;

export const nameOf = ({ title, model }: ReadinessView): string => model || title || 'unnamed';

const STATE_LABELS = { failing: 'Failing', open: 'Open', met: 'Nothing open' } as const;
const STATE_ORDER = Object.values(STATE_LABELS) as readonly string[];

/** Plans in groups, in the order of what the groups are; as they are where there are none. */
export function groupPlans(plans: readonly PlanElement[], by: GroupBy): readonly (GroupElement | PlanElement)[] {
  if (by === 'none') return plans;
  const groups = new Map<string, PlanElement[]>();
  for (const plan of plans) {
    const label = labelOf(plan, by);
    const group = groups.get(label);
    if (group) group.push(plan);
    else groups.set(label, [plan]);
  }
  const order = by === 'level' ? LEVELS : by === 'state' ? STATE_ORDER : [];
  return [...groups]
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b) || compare(a, b))
    .map(([label, own]) => ({ kind: 'group', label, plans: own }));
}

function labelOf({ plan }: PlanElement, by: Exclude<GroupBy, 'none'>): string {
  if (by === 'owner') return ownerOf(plan.view);
  return by === 'level' ? plan.view.level : STATE_LABELS[worstOf(plan)];
}

/** By name, as people read them. */
export const byName = (a: PlanElement, b: PlanElement): number =>
  compare(nameOf(a.plan.view), nameOf(b.plan.view)) || compare(a.uri, b.uri);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
