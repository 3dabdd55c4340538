/** One that can be painted, wherever it is on the page. */
export interface Painted {
  readonly element: HTMLElement;
  paint(): void;
}

/** Of one turn; a key that was pressed meanwhile waits no longer. */
const BUDGET_MS = 30;

/** Paints what is in sight with the next frame and the rest after it, a few at a time, each once however often it was asked for. */
export class PaintQueue {
  private readonly waiting = new Set<Painted>();
  private frame: number | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  add(painted: Painted): void {
    this.waiting.add(painted);
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      for (const one of [...this.waiting]) if (isInSight(one.element)) this.run(one);
      this.rest();
    });
  }

  /** Paints it now if it waits. */
  flush(painted: Painted): void {
    if (this.waiting.has(painted)) this.run(painted);
  }

  remove(painted: Painted): void {
    this.waiting.delete(painted);
  }

  private rest(): void {
    if (this.waiting.size === 0 || this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      const end = performance.now() + BUDGET_MS;
      for (const next of this.waiting) {
        this.run(next);
        if (performance.now() > end) break;
      }
      this.rest();
    });
  }

  private run(painted: Painted): void {
    this.waiting.delete(painted);
    if (painted.element.isConnected) painted.paint();
  }
}

function isInSight(element: HTMLElement): boolean {
  const { top, bottom, height } = element.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < window.innerHeight;
}
