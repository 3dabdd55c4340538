import { EventEmitter, Uri, window, type Disposable, type ExtensionContext, type WebviewPanel } from 'vscode';
import type { DecayView } from '../../../server/src/core/panel/contract.ts';
import type { Consent } from '../live/consent.ts';
import type { ServerControl } from '../server.ts';
import type { DecayPanel } from './decay-panel.ts';
import { PanelMemory, planOfRestored } from './memory.ts';

const VIEW_TYPE = 'productionFirst.decay';

/** The open "Model Decay" panels, one for each plan. */
export class DecayPanels implements Disposable {
  private readonly extension: Uri;
  private readonly server: ServerControl;
  private readonly consent: Consent;
  private readonly panels = new Map<string, DecayPanel>();
  private readonly memory: PanelMemory;
  private readonly serializer: Disposable;
  private readonly changed = new EventEmitter<void>();
  /** A panel came into sight or left it, or shows other data. */
  readonly onDidChange = this.changed.event;

  constructor({ extensionUri, workspaceState }: ExtensionContext, server: ServerControl, consent: Consent) {
    this.extension = extensionUri;
    this.server = server;
    this.consent = consent;
    this.memory = new PanelMemory(workspaceState);
    this.serializer = window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: (panel, saved: unknown) => this.restore(panel, saved),
    });
  }

  /** URIs of the plans that can be seen. */
  get visiblePlans(): string[] {
    return [...this.panels].flatMap(([plan, panel]) => (panel.isVisible ? [plan] : []));
  }

  /** What the panel of `plan` shows; undefined where it is not open. */
  viewOf(plan: Uri): DecayView | undefined {
    return this.panels.get(plan.toString())?.view;
  }

  async show(plan: Uri): Promise<void> {
    const open = this.panels.get(plan.toString());
    if (open) open.reveal();
    else await this.open(plan);
  }

  /** Has the panels in sight show what the server now has; the one of `refreshed` has the sources read again. */
  reload(refreshed?: string): void {
    for (const [plan, panel] of this.panels) panel.reload(plan === refreshed ? { refresh: true } : undefined);
  }

  /** The window closes or the extension host starts anew: the panels stay, and come back. */
  dispose(): void {
    this.serializer.dispose();
    for (const panel of this.panels.values()) panel.dispose();
    this.changed.dispose();
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
    const { extension, server, consent, memory } = this;
    const changed = (): void => this.changed.fire();
    const closed = (): void => {
      this.panels.delete(key);
      memory.remove(key);
      changed();
    };
    const rangeChosen = memory.setRange.bind(memory, key);
    const own = { plan, viewType: VIEW_TYPE, range: memory.rangeOf(key), rangeChosen, changed, closed };
    memory.add(key);
    this.panels.set(key, openDecayPanel({ extension, server, consent, ...own }, restored));
    changed();
  }
}
