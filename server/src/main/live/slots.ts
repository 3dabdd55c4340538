/** At most `size` things at once of each kind; the others wait in the order they came. */
export class Slots {
  private readonly size: number;
  private readonly busy = new Map<string, number>();
  private readonly waiting = new Map<string, (() => void)[]>();

  constructor(size: number) {
    this.size = size;
  }

  async run<T>(kind: string, action: () => Promise<T>): Promise<T> {
    await this.enter(kind);
    try {
      return await action();
    } finally {
      this.leave(kind);
    }
  }

  private async enter(kind: string): Promise<void> {
    const busy = this.busy.get(kind) ?? 0;
    if (busy < this.size) {
      this.busy.set(kind, busy + 1);
      return;
    }
    await new Promise<void>((resolve) => {
      this.waiting.set(kind, [...(this.waiting.get(kind) ?? []), resolve]);
    });
  }

  private leave(kind: string): void {
    const [next, ...rest] = this.waiting.get(kind) ?? [];
    if (rest.length > 0) this.waiting.set(kind, rest);
    else this.waiting.delete(kind);
    // The slot passes to who waits.
    if (next) return next();
    const busy = (this.busy.get(kind) ?? 1) - 1;
    if (busy > 0) this.busy.set(kind, busy);
    else this.busy.delete(kind);
  }
}
