import type { Memento } from 'vscode';

const PLANS = 'productionFirst.agreedOrigins';
const IN_CLEAR = 'productionFirst.inClearOrigins';

/**
 * Which origins somebody agreed to ask, in this workspace: by opening the panel of a plan for the first time, by
 * connecting a data source, or by refreshing after the panel had said that an origin was not asked. A plan whose URL
 * changes to another origin agrees to nothing by itself.
 */
export class Consent {
  private readonly store: Memento;
  /** Origins that were not asked since the window opened. */
  private readonly refused = new Set<string>();

  constructor(store: Memento) {
    this.store = store;
  }

  /** Whether `origin` may be asked; that it may not is remembered, for the panel to tell. */
  mayAsk(origin: string): boolean {
    if (this.origins.includes(origin)) return true;
    this.refused.add(origin);
    return false;
  }

  /** Every origin agreed to. */
  get origins(): readonly string[] {
    return [...new Set(Object.values(this.agreed).flat())];
  }

  /** Those that were to be asked and were not. */
  get refusedOrigins(): readonly string[] {
    return [...this.refused];
  }

  /** The first opening of the panel of `plan` agrees to what it then names; any later one to nothing new. */
  async agreeAtFirst(plan: string, origins: readonly string[]): Promise<void> {
    if (!Object.hasOwn(this.agreed, plan)) await this.agree(plan, origins);
  }

  async agree(plan: string, origins: readonly string[]): Promise<void> {
    for (const origin of origins) this.refused.delete(origin);
    const before = this.agreed;
    const all = new Set([...(before[plan] ?? []), ...origins]);
    await this.store.update(PLANS, { ...before, [plan]: [...all] });
  }

  async withdraw(origin: string): Promise<void> {
    const left = Object.entries(this.agreed).map(([plan, origins]) => [plan, origins.filter((one) => one !== origin)]);
    await this.store.update(PLANS, Object.fromEntries(left));
    await this.store.update(
      IN_CLEAR,
      this.inClear.filter((one) => one !== origin),
    );
  }

  /** Whether a credential may travel to `origin` over plain http. */
  maySendInClear(origin: string): boolean {
    return this.inClear.includes(origin);
  }

  async agreeInClear(origin: string): Promise<void> {
    await this.store.update(IN_CLEAR, [...new Set([...this.inClear, origin])]);
  }

  private get agreed(): Readonly<Record<string, readonly string[]>> {
    const stored = this.store.get<unknown>(PLANS);
    if (typeof stored !== 'object' || stored === null) return {};
    const entries = Object.entries(stored).map(([plan, origins]) => [plan, texts(origins)] as const);
    return Object.fromEntries(entries);
  }

  private get inClear(): readonly string[] {
    return texts(this.store.get<unknown>(IN_CLEAR));
  }
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
