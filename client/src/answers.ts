/** Milliseconds after which a server that has not answered is asked whether it is there at all. */
const PATIENCE = 20_000;
/** Milliseconds within which one that works says so. */
const GRACE = 10_000;

export interface AnswersOptions {
  /** Asks the server for nothing but an answer. */
  readonly ask: () => Promise<unknown>;
  /** The server answers nothing any more: it has to be ended. */
  readonly stuck: () => void;
  /** Calls `action` after so many milliseconds, unless what it returns is called before. */
  readonly after: (milliseconds: number, action: () => void) => () => void;
}

/** Notices a server that answers nothing any more. One that only takes long for something answers other questions meanwhile. */
export class Answers {
  private readonly options: AnswersOptions;
  private open = 0;
  private cancel: (() => void) | undefined;

  constructor(options: AnswersOptions) {
    this.options = options;
  }

  /** Watches the server for as long as `answer` is waited for. */
  async during<R>(answer: Promise<R>): Promise<R> {
    this.open++;
    this.cancel ??= this.options.after(PATIENCE, () => this.look());
    try {
      return await answer;
    } finally {
      if (--this.open === 0) this.stop();
    }
  }

  /** Nothing is expected of it any more. */
  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
  }

  private look(): void {
    const give = this.options.after(GRACE, () => {
      this.cancel = undefined;
      this.options.stuck();
    });
    this.cancel = give;
    const goOn = (): void => {
      // Of an answer that comes too late nothing follows.
      if (this.cancel !== give) return;
      give();
      this.cancel = this.options.after(PATIENCE, () => this.look());
    };
    this.options.ask().then(goOn, goOn);
  }
}
