/** Milliseconds after which a server that still reads one document is taken to hang: the largest take two seconds. */
const PATIENCE = 30_000;

export interface BeingReadOptions {
  /** The server does not come to an end with a document: it has to be ended. */
  readonly hangs: (uri: string) => void;
  /** Calls `action` after so many milliseconds, unless what it returns is called before. */
  readonly after: (milliseconds: number, action: () => void) => () => void;
}

/** What the server is reading for the first time: where it ends or hangs meanwhile, that document is left out by the next one. */
export class BeingRead {
  private readonly options: BeingReadOptions;
  private readonly pending = new Map<string, () => void>();
  private readonly ended = new Set<string>();

  constructor(options: BeingReadOptions) {
    this.options = options;
  }

  /** Documents that the next server leaves out until they change. */
  get leftOut(): readonly string[] {
    return [...this.ended];
  }

  begins(uri: string): void {
    this.pending.get(uri)?.();
    // It is read again, so it was changed: it has its chance.
    this.ended.delete(uri);
    const cancel = this.options.after(PATIENCE, () => {
      this.ended.add(uri);
      this.options.hangs(uri);
    });
    this.pending.set(uri, cancel);
  }

  ends(uri: string): void {
    this.pending.get(uri)?.();
    this.pending.delete(uri);
  }

  /** The server ended by itself. */
  crashed(): void {
    for (const uri of this.pending.keys()) this.ended.add(uri);
    this.stopped();
  }

  /** It was stopped: nothing it was reading is to blame. */
  stopped(): void {
    for (const cancel of this.pending.values()) cancel();
    this.pending.clear();
  }
}
