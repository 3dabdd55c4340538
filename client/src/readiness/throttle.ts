/** Runs `work` soon after it is asked for, and no more often than every `pause` milliseconds however often it is. */
export class Throttle {
  private readonly work: () => void;
  private readonly pause: number;
  private timer: NodeJS.Timeout | undefined;

  constructor(work: () => void, pause: number) {
    this.work = work;
    this.pause = pause;
  }

  ask(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.work();
    }, this.pause);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}
