import { EventEmitter, type Disposable, type TextDocument } from 'vscode';
import {
  TRAINING_CODE_REQUEST,
  type TrainingCodeParams,
  type TrainingCodeResult,
} from '../../../server/src/protocol/decay.ts';
import type { ServerControl } from '../server.ts';

/** Longer files are no training code that somebody reads. */
const MAX_TEXT = 1_000_000;

interface Answer {
  readonly version: number;
  readonly result: Promise<TrainingCodeResult>;
}

/** What plans say of the code in open Python files: asked once for each version of a file, until the server has news. */
export class TrainingCodeIndex implements Disposable {
  private readonly server: ServerControl;
  private readonly failed: (error: unknown) => void;
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private answers = new WeakMap<TextDocument, Answer>();
  private readonly subscriptions: Disposable[];

  constructor(server: ServerControl, failed: (error: unknown) => void) {
    this.server = server;
    this.failed = failed;
    const forget = (): void => {
      this.answers = new WeakMap();
      this.changed.fire();
    };
    this.subscriptions = [
      server.onDidChangeDecay(forget),
      server.onDidChangeState((state) => {
        if (state === 'running') forget();
      }),
    ];
  }

  of(document: TextDocument): Promise<TrainingCodeResult> {
    const known = this.answers.get(document);
    if (known?.version === document.version) return known.result;
    const result = this.ask(document);
    this.answers.set(document, { version: document.version, result });
    return result;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
  }

  private async ask(document: TextDocument): Promise<TrainingCodeResult> {
    // A server that ended is not started for a lens: only what somebody does starts it.
    if (this.server.state !== 'running') return [];
    const text = document.getText();
    if (text.length > MAX_TEXT) return [];
    try {
      const params: TrainingCodeParams = { uri: document.uri.toString(), text };
      return await this.server.request<TrainingCodeResult>(TRAINING_CODE_REQUEST, params);
    } catch (error) {
      this.failed(error);
      return [];
    }
  }
}
