import { randomUUID } from 'node:crypto';
import { commands, env, Uri, ViewColumn, window, workspace } from 'vscode';
import type { Disposable, DocumentSymbol, WebviewPanel } from 'vscode';
import type { HostMessage } from '../../../server/src/core/panel/contract.ts';
import { DECAY_REQUEST, type DecayParams, type DecayResult } from '../../../server/src/protocol/decay.ts';
import type { ServerControl } from '../server.ts';
import { findIndicator } from './find-indicator.ts';
import { pageHtml } from './html.ts';
import { readPageMessage } from './page-message.ts';

const MAX_TITLE = 60;

export interface DecayPanelOptions {
  readonly extension: Uri;
  readonly server: ServerControl;
  readonly plan: Uri;
  readonly viewType: string;
  readonly closed: () => void;
}

/** Opens a panel beside the active editor, or takes over `restored`, one that was open before the window reloaded. */
export function openDecayPanel(options: DecayPanelOptions, restored?: WebviewPanel): DecayPanel {
  const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
  return new DecayPanel(options, restored ?? window.createWebviewPanel(options.viewType, 'Model Decay', column));
}

/** The page of one plan: asks the server for what it shows, and does what it asks for. */
export class DecayPanel implements Disposable {
  private readonly options: DecayPanelOptions;
  private readonly panel: WebviewPanel;
  private readonly subscriptions: Disposable[] = [];
  /** Of the latest request, so that a late answer to an earlier one is dropped; -1 once disposed of. */
  private request = 0;

  constructor(options: DecayPanelOptions, panel: WebviewPanel) {
    this.options = options;
    this.panel = panel;
    const { extension, plan } = options;
    const dist = Uri.joinPath(extension, 'dist');
    const media = Uri.joinPath(extension, 'media');
    const { webview } = panel;
    panel.iconPath = { light: Uri.joinPath(media, 'plan-light.svg'), dark: Uri.joinPath(media, 'plan-dark.svg') };
    webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [dist] };
    this.subscriptions.push(
      webview.onDidReceiveMessage((data: unknown) => void this.receive(data)),
      workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.toString() === plan.toString() && panel.visible) void this.refresh();
      }),
      panel.onDidDispose(() => {
        this.dispose();
        options.closed();
      }),
    );
    webview.html = pageHtml({
      script: webview.asWebviewUri(Uri.joinPath(dist, 'webview.js')).toString(),
      style: webview.asWebviewUri(Uri.joinPath(dist, 'webview.css')).toString(),
      cspSource: webview.cspSource,
      nonce: randomUUID(),
      styleNonce: randomUUID(),
      plan: plan.toString(),
    });
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  /** Ends what the panel does, not the panel. */
  dispose(): void {
    this.request = -1;
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async receive(data: unknown): Promise<void> {
    const message = readPageMessage(data);
    switch (message?.type) {
      case 'ready':
      case 'refresh':
        return this.refresh();
      case 'copy':
        await env.clipboard.writeText(message.text);
        window.setStatusBarMessage('Copied as CSV.', 3_000);
        return;
      case 'reveal':
        return this.showInPlan(message.plan, message.indicator);
      case undefined:
    }
  }

  private async refresh(): Promise<void> {
    const request = ++this.request;
    const current = (): boolean => this.request === request;
    const post = (message: HostMessage): void => {
      if (current()) void this.panel.webview.postMessage(message);
    };
    post({ type: 'loading' });
    try {
      const params: DecayParams = { uri: this.options.plan.toString() };
      const view = await this.options.server.request<DecayResult>(DECAY_REQUEST, params);
      const title = view.plans[0]?.title;
      if (current() && title) this.panel.title = `Model Decay: ${title.slice(0, MAX_TITLE)}`;
      post({ type: 'view', view });
    } catch (error) {
      post({ type: 'failed', message: failure(error) });
    }
  }

  private async showInPlan(plan: number, indicator: string): Promise<void> {
    const uri = this.options.plan;
    try {
      const document = await workspace.openTextDocument(uri);
      const outline = await commands.executeCommand<DocumentSymbol[] | undefined>(
        'vscode.executeDocumentSymbolProvider',
        uri,
      );
      const place = findIndicator(outline ?? [], plan, indicator)?.selectionRange;
      const editor = window.visibleTextEditors.find((open) => open.document === document);
      const viewColumn = editor?.viewColumn ?? ViewColumn.One;
      await window.showTextDocument(document, { viewColumn, ...(place && { selection: place }) });
      if (!place) window.setStatusBarMessage('The plan no longer has this indicator.', 5_000);
    } catch (error) {
      const file = workspace.asRelativePath(uri);
      void window.showErrorMessage(`${file} could not be opened: ${text(error)}`);
    }
  }
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function failure(error: unknown): string {
  return (
    `The recorded history could not be read: ${text(error).replace(/\.$/, '')}. Refresh to try again. ` +
    'If that does not help, run "Production-First: Restart Language Server", and look into "Production-First: Show Log".'
  );
}
