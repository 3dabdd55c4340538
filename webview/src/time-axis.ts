import type { DecayView, RangeChoice } from '../../server/src/core/panel/contract.ts';
import { extentOf, isZoom, panned, windowOf, within, zoomed, type Extent, type TimeWindow } from './time-window.ts';

const YEAR = 365 * 86_400_000;

/** One that draws along the axis. */
export interface AxisUser {
  windowChanged(): void;
  cursorChanged(): void;
}

/** The one time axis of all charts: what it shows, and where the cross-hair is. */
export class TimeAxis {
  /** What was chosen last, a zoom included. */
  choice: RangeChoice = 'all';
  window: TimeWindow = { from: 0, to: 1 };
  /** Of the cross-hair; milliseconds since the epoch. */
  cursor: number | undefined;
  /** The chart that has the cross-hair. */
  owner: unknown;
  private preset: Exclude<RangeChoice, TimeWindow> = 'all';
  private extent: Extent = { first: 0, now: 1, ahead: 1 };
  private limits: TimeWindow = { from: 0, to: 1 };
  private readonly users = new Set<AxisUser>();
  private readonly chosen: (choice: RangeChoice) => void;

  /** @param chosen called with each choice of the reader, not with what the host shows */
  constructor(chosen: (choice: RangeChoice) => void) {
    this.chosen = chosen;
  }

  add(user: AxisUser): () => void {
    this.users.add(user);
    return () => this.users.delete(user);
  }

  /** Takes up a view's values, and `choice`. */
  take(view: DecayView, choice: RangeChoice): void {
    this.extent = extentOf(view);
    const { first, now, ahead } = this.extent;
    // Of a part of the history nobody knows here where the whole begins.
    const isWhole = (view.range ?? 'all') === 'all';
    this.limits = {
      from: isWhole ? first : Math.min(first, now - 5 * YEAR),
      to: Math.max(ahead, now + (now - first) / 2),
    };
    this.apply(choice);
  }

  get now(): number {
    return this.extent.now;
  }

  /** A choice of the reader. */
  choose(choice: RangeChoice): void {
    this.apply(choice);
    this.chosen(choice);
  }

  zoomTo(window: TimeWindow): void {
    this.choose(within(window, this.limits));
  }

  zoom(factor: number, about = (this.window.from + this.window.to) / 2): void {
    this.zoomTo(zoomed(this.window, factor, about));
  }

  pan(share: number): void {
    const { from, to } = within(panned(this.window, share), this.limits);
    if (from !== this.window.from || to !== this.window.to) this.choose({ from, to });
  }

  reset(): void {
    if (isZoom(this.choice)) this.choose(this.preset);
  }

  /** Moves the cross-hair; the window follows where it has to. */
  point(cursor: number | undefined, owner?: unknown): void {
    if (cursor === this.cursor && owner === this.owner) return;
    this.cursor = cursor;
    this.owner = owner;
    if (cursor !== undefined && (cursor < this.window.from || cursor > this.window.to)) {
      const half = (this.window.to - this.window.from) / 2;
      this.zoomTo({ from: cursor - half, to: cursor + half });
    }
    for (const user of this.users) user.cursorChanged();
  }

  private apply(choice: RangeChoice): void {
    this.choice = choice;
    if (!isZoom(choice)) this.preset = choice;
    const { from, to } = windowOf(this.extent, choice);
    if (from === this.window.from && to === this.window.to) return;
    this.window = { from, to };
    for (const user of this.users) user.windowChanged();
  }
}
