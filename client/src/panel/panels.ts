import { Uri, window, type Disposable, type ExtensionContext, type WebviewPanel } from 'vscode';
import type { ServerControl } from '../server.ts';
import type { DecayPanel } from './decay-panel.ts';
import { PanelMemory, planOfRestored } from './memory.ts';

const VIEW_TYPE = 'productionFirst.decay';

/** The open "Model Decay" panels, one for each plan. */
export class DecayPanels implements Disposable {
  private readonly extension: Uri;
  private readonly server: ServerControl;
  private readonly panels = new Map<string, DecayPanel>();
  private readonly memory: PanelMemory;
  private readonly serializer: Disposable;

  constructor({ extensionUri, workspaceState }: ExtensionContext, server: ServerControl) {
    this.extension = extensionUri;
    this.server = server;
    this.memory = new PanelMemory(workspaceState);
    this.serializer = window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: (panel, saved: unknown) => this.restore(panel, saved),
    });
  }

  async show(plan: Uri): Promise<void> {
    const open = this.panels.get(plan.toString());
    if (open) open.reveal();
    else await this.open(plan);
  }

  /** The window closes or the extension host starts anew: the panels stay, and come back. */
  dispose(): void {
    this.serializer.dispose();
    for (const panel of this.panels.values()) panel.dispose();
  }

  private async restore(panel: WebviewPanel, saved: unknown): Promise<void> {
    const plan = planOfRestored(saved, this.memory.plans, (other) => this.panels.has(other));
    if (plan === undefined) panel.dispose();
    else await this.open(Uri.parse(plan), panel);
  }

  private async open(plan: Uri, restored?: WebviewPanel): Promise<void> {
    const { openDecayPanel } = await import('./decay-panel.ts');
    const key = plan.toString();
    // Another call may have opened it meanwhile.
    const other = this.panels.get(key);
    if (other) {
      restored?.dispose();
      other.reveal();
      return;
    }
    const { extension, server } = this;
    const closed = (): void => {
      this.panels.delete(key);
      this.memory.remove(key);
    };
    this.memory.add(key);
    this.panels.set(key, openDecayPanel({ extension, server, plan, viewType: VIEW_TYPE, closed }, restored));
  }
}
