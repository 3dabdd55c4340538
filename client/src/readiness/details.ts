import type { Disposable } from 'vscode';
import type { ServerControl } from '../server.ts';
import type { ReadinessDetail } from './detail.ts';
import type { PlanElement } from './elements.ts';
import type { ReadinessView } from './view.ts';

/** The open pages about the readiness of models, one for each plan. */
export class ReadinessDetails implements Disposable {
  private readonly server: ServerControl;
  private readonly view: ReadinessView;
  private readonly open = new Map<string, ReadinessDetail>();

  constructor(server: ServerControl, view: ReadinessView) {
    this.server = server;
    this.view = view;
  }

  async show(plan: PlanElement): Promise<void> {
    const key = `${plan.uri} ${plan.plan.index}`;
    const { ReadinessDetail } = await import('./detail.ts');
    const open = this.open.get(key);
    if (open) open.reveal();
    else this.open.set(key, new ReadinessDetail(this.server, this.view, plan, () => this.open.delete(key)));
  }

  dispose(): void {
    for (const detail of [...this.open.values()]) detail.dispose();
  }
}
