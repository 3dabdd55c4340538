import type { Memento } from 'vscode';
import type { RangeChoice } from '../../../server/src/core/panel/contract.ts';

const OPEN = 'productionFirst.panels';
const RANGES = 'productionFirst.ranges';
const MAX_RANGES = 100;

/**
 * What the window remembers of its panels: the plans of the open ones, in the order they were opened, and the range last
 * looked at, by plan. VS Code keeps what a page says of itself, but it may save an open panel before its page has said
 * anything; this is known earlier.
 */
export class PanelMemory {
  private readonly store: Memento;

  constructor(store: Memento) {
    this.store = store;
  }

  /** URIs of plans, the latest opened last. */
  get plans(): readonly string[] {
    const stored = this.store.get<unknown>(OPEN);
    return Array.isArray(stored) ? stored.filter((plan) => typeof plan === 'string') : [];
  }

  add(plan: string): void {
    if (!this.plans.includes(plan)) void this.store.update(OPEN, [...this.plans, plan]);
  }

  remove(plan: string): void {
    void this.store.update(
      OPEN,
      this.plans.filter((other) => other !== plan),
    );
  }

  rangeOf(plan: string): RangeChoice | undefined {
    return this.ranges.find(([other]) => other === plan)?.[1];
  }

  setRange(plan: string, range: RangeChoice): void {
    const others = this.ranges.filter(([other]) => other !== plan);
    void this.store.update(RANGES, [...others, [plan, range]].slice(-MAX_RANGES));
  }

  private get ranges(): (readonly [plan: string, range: RangeChoice])[] {
    const stored = this.store.get<unknown>(RANGES);
    const entries: unknown[] = Array.isArray(stored) ? stored : [];
    return entries.flatMap((entry) => {
      const [plan, range] = Array.isArray(entry) ? (entry as unknown[]) : [];
      return typeof plan === 'string' && isRange(range) ? [[plan, range] as const] : [];
    });
  }
}

function isRange(value: unknown): value is RangeChoice {
  if (value === 30 || value === 90 || value === 365 || value === 'all') return true;
  if (typeof value !== 'object' || value === null || !('from' in value) || !('to' in value)) return false;
  return Number.isFinite(value.from) && Number.isFinite(value.to);
}

/** The plan of a panel that comes back: what its page said; where it said nothing, the latest remembered one that is not open yet. */
export function planOfRestored(
  saved: unknown,
  remembered: readonly string[],
  isOpen: (plan: string) => boolean,
): string | undefined {
  const said = typeof saved === 'object' && saved !== null && 'plan' in saved ? saved.plan : undefined;
  if (typeof said === 'string' && said !== '') return said;
  return remembered.findLast((plan) => !isOpen(plan));
}
