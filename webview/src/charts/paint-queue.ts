/** One that can be painted, wherever it is on the page. */
export interface Painted {
  readonly element: HTMLElement;
  paint(): void;
}

/** Paints what is in sight with the next frame and the rest one by one after it, each once however often it was asked for. */
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
      const [next] = this.waiting;
      if (next) this.run(next);
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
