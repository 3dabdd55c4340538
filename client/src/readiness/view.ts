import { commands, Uri, window, workspace, type Disposable } from 'vscode';
import { PATTERNS, PLAN_LANGUAGE } from '../../../server/src/protocol/documents.ts';
import {
  READINESS_REQUEST,
  type ReadinessParams,
  type ReadinessResult,
} from '../../../server/src/protocol/readiness.ts';
import type { ServerControl } from '../server.ts';
import { needsAttention } from './elements.ts';
import { ReadinessStore } from './store.ts';
import { ReadinessTree } from './tree.ts';

const VIEW = 'productionFirst.readiness';
/** After a change, until plans are judged again: typing goes first. */
const PAUSE_MS = 300;

/** The view "Production Readiness": judged while it is seen, again when plans, files or live data change. */
export class ReadinessView implements Disposable {
  private readonly store: ReadinessStore;
  private readonly tree: ReadinessTree;
  private readonly disposables: Disposable[];
  private timer: NodeJS.Timeout | undefined;

  constructor(server: ServerControl) {
    this.store = new ReadinessStore({
      ask: (uri) => server.request<ReadinessResult>(READINESS_REQUEST, { uri } satisfies ReadinessParams),
      explain: (error) => (error instanceof Error ? error.message : String(error)),
      changed: () => this.soon(),
    });
    this.tree = new ReadinessTree(this.store);
    const view = window.createTreeView(VIEW, { treeDataProvider: this.tree, showCollapseAll: true });
    const watcher = workspace.createFileSystemWatcher(PATTERNS.plan);
    const outdate = (uri?: Uri): void => {
      this.store.outdate(uri?.toString());
      this.soon();
    };
    this.disposables = [
      view,
      watcher,
      watcher.onDidCreate(() => this.soon()),
      watcher.onDidDelete(() => this.soon()),
      watcher.onDidChange(outdate),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === PLAN_LANGUAGE) outdate(document.uri);
      }),
      // A file may show, or no longer show, what any plan says.
      workspace.onDidSaveTextDocument(() => outdate()),
      workspace.onDidCreateFiles(() => outdate()),
      workspace.onDidDeleteFiles(() => outdate()),
      workspace.onDidRenameFiles(() => outdate()),
      workspace.onDidChangeWorkspaceFolders(() => outdate()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('productionFirst')) outdate();
      }),
      workspace.onDidGrantWorkspaceTrust(() => outdate()),
      server.onDidChangeDecay(({ uri }) => outdate(Uri.parse(uri))),
      this.tree.onDidChangeTreeData(() => {
        view.badge = this.badge();
      }),
    ];
  }

  /** Judges everything again, and says so while it lasts. */
  async refresh(): Promise<void> {
    await window.withProgress({ location: { viewId: VIEW } }, async () => {
      this.store.outdate();
      this.tree.refresh();
      await this.settled();
    });
  }

  async showOnlyOpen(only: boolean): Promise<void> {
    this.tree.onlyOpen = only;
    await commands.executeCommand('setContext', 'productionFirst.onlyOpen', only);
    this.tree.refresh();
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const disposable of this.disposables) disposable.dispose();
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tree.refresh(), PAUSE_MS);
  }

  private async settled(): Promise<void> {
    for (let turn = 0; turn < 600; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (![...this.store.all.values()].some(({ state }) => state === 'loading')) return;
    }
  }

  private badge(): { readonly value: number; readonly tooltip: string } | undefined {
    const plans = [...this.store.all.values()].flatMap((standing) =>
      standing.state === 'failed' ? [] : (standing.plans ?? []),
    );
    const value = plans.flatMap(({ view }) => view.areas.flatMap(({ checks }) => checks)).filter(needsAttention).length;
    return value === 0 ? undefined : { value, tooltip: `${value} checks are open or failing` };
  }
}
