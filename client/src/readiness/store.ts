import type { ReadinessResult } from '../../../server/src/protocol/readiness.ts';

/** Requests to the server at one time: it answers what a person waits for in between. */
const AT_ONCE = 3;

/** What is known of one plan's file. */
export type Standing =
  | { readonly state: 'loading'; readonly known?: ReadinessResult }
  | { readonly state: 'ready'; readonly known: ReadinessResult }
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
  private readonly standings = new Map<string, Standing>();
  private readonly outdated = new Set<string>();
  private waiting: string[] = [];
  private running = 0;
  private idle: (() => void)[] = [];

  constructor(parts: StoreParts) {
    this.parts = parts;
  }

  /** What is known of a file now; asks where nothing is, or what is known is outdated. */
  of(uri: string): Standing {
    const standing = this.standings.get(uri);
    // What is under way may miss a change: it is asked for again when the answer is there.
    if (standing && (standing.state === 'loading' || !this.outdated.has(uri))) return standing;
    return this.askFor(uri, standing);
  }

  /** Asks for everything that is outdated. */
  renew(): void {
    for (const uri of this.outdated) this.of(uri);
  }

  private askFor(uri: string, standing: Standing | undefined): Standing {
    this.outdated.delete(uri);
    const known = standing?.state === 'ready' ? standing.known : undefined;
    const loading: Standing = { state: 'loading', ...(known && { known }) };
    this.standings.set(uri, loading);
    this.waiting.push(uri);
    this.next();
    return loading;
  }

  /** Everything known, by file. */
  get all(): ReadonlyMap<string, Standing> {
    return this.standings;
  }

  get isBusy(): boolean {
    return this.running > 0;
  }

  /** When nothing is being asked for any more. */
  settled(): Promise<void> {
    return this.isBusy ? new Promise((resolve) => this.idle.push(resolve)) : Promise.resolve();
  }

  /** The plan at `uri` changed; without, anything may have. What is shown stays until the new answer. */
  outdate(uri?: string): void {
    for (const known of uri === undefined ? this.standings.keys() : [uri])
      if (this.standings.has(known)) this.outdated.add(known);
  }

  /** A file changed that plans may name. */
  outdateNaming(file: string): void {
    for (const [uri, standing] of this.standings) {
      const known = standing.state === 'failed' ? undefined : standing.known;
      if (standing.state !== 'ready' || known?.files.includes(file)) this.outdated.add(uri);
    }
  }

  /** Only these files have plans now. */
  keepOnly(uris: ReadonlySet<string>): void {
    for (const uri of [...this.standings.keys()]) {
      if (uris.has(uri)) continue;
      this.standings.delete(uri);
      this.outdated.delete(uri);
    }
    this.waiting = this.waiting.filter((uri) => uris.has(uri));
  }

  private next(): void {
    while (this.running < AT_ONCE) {
      const uri = this.waiting.shift();
      if (uri === undefined) break;
      this.running++;
      void this.load(uri).finally(() => {
        this.running--;
        this.next();
        if (this.running === 0) for (const resolve of this.idle.splice(0)) resolve();
      });
    }
  }

  private async load(uri: string): Promise<void> {
    let standing: Standing;
    try {
      standing = { state: 'ready', known: await this.parts.ask(uri) };
    } catch (error) {
      standing = { state: 'failed', message: this.parts.explain(error) };
    }
    const before = this.standings.get(uri);
    // Left out in between: the file is gone.
    if (!before) return;
    this.standings.set(uri, standing);
    if (!isSame(before, standing)) this.parts.changed();
    if (this.outdated.has(uri)) this.of(uri);
  }
}

/** Rows that are drawn anew take the mouse and the keyboard away from what somebody is about to do. */
const isSame = (before: Standing, now: Standing): boolean =>
  before.state === 'loading' && now.state === 'ready' && JSON.stringify(before.known) === JSON.stringify(now.known);
