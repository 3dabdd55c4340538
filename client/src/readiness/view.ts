import { EventEmitter, TreeItem, Uri, window, workspace, type Disposable, type TreeDataProvider } from 'vscode';
import { PATTERNS } from '../../../server/src/protocol/documents.ts';
import { EXCLUDED } from '../workspace-files.ts';

const MAX_PLANS = 500;

/** The plans of the workspace, by path; a click opens one. With none, the view shows its welcome content. */
class Plans implements TreeDataProvider<Uri> {
  private readonly changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  refresh(): void {
    this.changed.fire(undefined);
  }

  async getChildren(parent?: Uri): Promise<Uri[]> {
    if (parent) return [];
    const found = await workspace.findFiles(PATTERNS.plan, EXCLUDED, MAX_PLANS);
    return found.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  getTreeItem(plan: Uri): TreeItem {
    const item = new TreeItem(plan);
    item.id = plan.toString();
    item.description = workspace.asRelativePath(Uri.joinPath(plan, '..'));
    if (workspace.getWorkspaceFolder(Uri.joinPath(plan, '..', '..')) === undefined) item.description = '';
    item.command = { command: 'vscode.open', title: 'Open', arguments: [plan] };
    return item;
  }
}

export function registerReadinessView(): Disposable[] {
  const plans = new Plans();
  const watcher = workspace.createFileSystemWatcher(PATTERNS.plan, false, true, false);
  const refresh = (): void => plans.refresh();
  return [
    window.registerTreeDataProvider('productionFirst.readiness', plans),
    watcher,
    watcher.onDidCreate(refresh),
    watcher.onDidDelete(refresh),
    workspace.onDidChangeWorkspaceFolders(refresh),
  ];
}
