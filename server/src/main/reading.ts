import { READ, READING, type ReadingOptions } from '../protocol/reading.ts';

/** Sends a message to the client at once: what follows may end this process before a queue is worked off. */
function tellNow(method: string, uri: string): void {
  if (process.connected) process.send?.({ jsonrpc: '2.0', method, params: { uri } });
}

/** Keeps a document that ends the process, or never ends itself, from doing so again. */
export class Reading {
  private options: ReadingOptions = { tellsReading: false, leftOut: [] };
  /** By the version at which a document is left out; undefined while it was not opened. */
  private readonly leftOut = new Map<string, number | undefined>();
  /** Documents that were read, checked and told of once. */
  private readonly read = new Set<string>();
  private readonly checking = new Set<string>();

  use(options: ReadingOptions): void {
    this.options = options;
    for (const uri of options.leftOut) this.leftOut.set(uri, undefined);
  }

  /** Whether a document is not to be read: it is as it was when it ended an earlier server. */
  isLeftOut({ uri, version }: { readonly uri: string; readonly version: number }): boolean {
    if (!this.leftOut.has(uri)) return false;
    const at = this.leftOut.get(uri) ?? version;
    this.leftOut.set(uri, at);
    if (version === at) return true;
    this.leftOut.delete(uri);
    return false;
  }

  /** A document is about to be read; what is done with it in the same turn belongs to it. */
  begins(uri: string): void {
    if (!this.options.tellsReading || this.read.has(uri)) return;
    tellNow(READING, uri);
    setImmediate(() => {
      if (!this.checking.has(uri)) tellNow(READ, uri);
    });
  }

  /** Does all that is done to check a document. */
  async during<R>(uri: string, work: () => Promise<R>): Promise<R> {
    this.checking.add(uri);
    try {
      return await work();
    } finally {
      this.checking.delete(uri);
      if (this.options.tellsReading && !this.read.has(uri)) tellNow(READ, uri);
      this.read.add(uri);
    }
  }

  closed(uri: string): void {
    this.read.delete(uri);
  }
}
