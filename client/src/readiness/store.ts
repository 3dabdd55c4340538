import type { ReadinessResult } from '../../../server/src/protocol/readiness.ts';

/** Requests to the server at one time: it answers what a person waits for in between. */
const AT_ONCE = 3;

/** What is known of one plan's file. */
export type Standing =
  | { readonly state: 'loading'; readonly plans?: ReadinessResult }
  | { readonly state: 'ready'; readonly plans: ReadinessResult }
  | { readonly state: 'failed'; readonly message: string };

export interface StoreParts {
  readonly ask: (uri: string) => Promise<ReadinessResult>;
  /** Of an error, what to tell people. */
  readonly explain: (error: unknown) => string;
  /** Something that is shown has changed. */
  readonly changed: () => void;
}

/** Asks how ready the plans of the workspace are, a few at a time, and keeps the answers until something changes. */
export class ReadinessStore {
  private readonly parts: StoreParts;
  private readonly known = new Map<string, Standing>();
  private readonly outdated = new Set<string>();
  private readonly waiting: string[] = [];
  private running = 0;

  constructor(parts: StoreParts) {
    this.parts = parts;
  }

  /** What is known of a file now; asks where nothing is, or what is known is outdated. */
  of(uri: string): Standing {
    const known = this.known.get(uri);
    if (known && !this.outdated.has(uri)) return known;
    this.outdated.delete(uri);
    const plans = known?.state === 'failed' ? undefined : known?.plans;
    const loading: Standing = { state: 'loading', ...(plans && { plans }) };
    this.known.set(uri, loading);
    this.waiting.push(uri);
    this.next();
    return loading;
  }

  /** Everything known, by file. */
  get all(): ReadonlyMap<string, Standing> {
    return this.known;
  }

  /** The plan changed, or what it rests on; without `uri`, anything may have. What is shown stays until the new answer. */
  outdate(uri?: string): void {
    for (const known of uri === undefined ? this.known.keys() : [uri]) {
      // What is being asked for may miss the change.
      if (this.known.has(known)) this.outdated.add(known);
    }
  }

  forget(uri: string): void {
    this.known.delete(uri);
    this.outdated.delete(uri);
  }

  private next(): void {
    while (this.running < AT_ONCE) {
      const uri = this.waiting.shift();
      if (uri === undefined) return;
      this.running++;
      void this.load(uri).finally(() => {
        this.running--;
        this.next();
      });
    }
  }

  private async load(uri: string): Promise<void> {
    let standing: Standing;
    try {
      standing = { state: 'ready', plans: await this.parts.ask(uri) };
    } catch (error) {
      standing = { state: 'failed', message: this.parts.explain(error) };
    }
    // Forgotten in between: the file is gone.
    if (!this.known.has(uri)) return;
    this.known.set(uri, standing);
    this.parts.changed();
  }
}
