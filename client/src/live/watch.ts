import type { Disposable } from 'vscode';
import { WATCH, type WatchParams } from '../../../server/src/protocol/decay.ts';
import type { ServerControl } from '../server.ts';

/** Tells the server which plans' decay is on the screen: only their sources are read again by the clock. */
export class Watch implements Disposable {
  private readonly server: ServerControl;
  private readonly subscription: Disposable;
  private readonly seen = new Map<string, readonly string[]>();
  private told = '[]';

  constructor(server: ServerControl) {
    this.server = server;
    this.subscription = server.onDidChangeState((state) => {
      // A new server knows of nobody who is looking.
      this.told = '[]';
      if (state === 'running') this.tell();
    });
  }

  /** `plans` are all that can be seen at `place`, by URI. */
  set(place: 'panels' | 'code' | 'readiness', plans: readonly string[]): void {
    this.seen.set(place, plans);
    this.tell();
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private tell(): void {
    if (this.server.state !== 'running') return;
    const params: WatchParams = { uris: [...new Set([...this.seen.values()].flat())].sort() };
    const text = JSON.stringify(params.uris);
    if (text === this.told) return;
    this.told = text;
    // A server that just ended is told when it runs again.
    this.server.notify(WATCH, params).catch(() => undefined);
  }
}
