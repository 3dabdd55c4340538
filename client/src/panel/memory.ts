import type { Memento } from 'vscode';

const KEY = 'productionFirst.panels';

/**
 * The plans whose panels are open, in the order they were opened, remembered by the window.
 * VS Code keeps what a page says of itself, but it may save an open panel before its page has said anything; this is known earlier.
 */
export class PanelMemory {
  private readonly store: Memento;

  constructor(store: Memento) {
    this.store = store;
  }

  /** URIs of plans, the latest opened last. */
  get plans(): readonly string[] {
    const stored = this.store.get<unknown>(KEY);
    return Array.isArray(stored) ? stored.filter((plan) => typeof plan === 'string') : [];
  }

  add(plan: string): void {
    if (!this.plans.includes(plan)) void this.store.update(KEY, [...this.plans, plan]);
  }

  remove(plan: string): void {
    void this.store.update(
      KEY,
      this.plans.filter((other) => other !== plan),
    );
  }
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
