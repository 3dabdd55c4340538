import { randomBytes } from 'node:crypto';
import { Uri, ViewColumn, window, type Disposable, type WebviewPanel } from 'vscode';
import { html } from '../../../server/src/core/readiness/export/escape.ts';
import { readinessPage } from '../../../server/src/core/readiness/export/html.ts';
import {
  READINESS_HISTORY_REQUEST,
  type CheckView,
  type ReadinessHistoryParams,
  type ReadinessHistoryResult,
} from '../../../server/src/protocol/readiness.ts';
import { plain } from '../plain.ts';
import type { ServerControl } from '../server.ts';
import type { PlanElement } from './elements.ts';
import { nameOf } from './filter.ts';
import type { ReadinessView } from './view.ts';

/** As many as a chart of its size shows. */
const COMMITS = 40;
const VIEW_TYPE = 'productionFirst.readinessDetail';
const COMMANDS = ['productionFirst.openCheck', 'productionFirst.exportReadiness', 'productionFirst.showLive'];

/** A page about the readiness of one model: without scripts, drawn anew when the model stands otherwise. */
export class ReadinessDetail implements Disposable {
  private readonly panel: WebviewPanel;
  private readonly server: ServerControl;
  private readonly view: ReadinessView;
  private readonly uri: string;
  private readonly index: number;
  private readonly listener: Disposable;
  private past: ReadinessHistoryResult | undefined;
  private drawn = '';

  constructor(server: ServerControl, view: ReadinessView, { uri, plan }: PlanElement, closed: () => void) {
    [this.server, this.view, this.uri, this.index] = [server, view, uri, plan.index];
    const title = `Readiness: ${plain(nameOf(plan.view), 60)}`;
    this.panel = window.createWebviewPanel(VIEW_TYPE, title, ViewColumn.Active, {
      enableScripts: false,
      enableCommandUris: COMMANDS,
      enableFindWidget: true,
      localResourceRoots: [],
    });
    this.listener = view.onDidChange(() => {
      this.draw();
      // A new commit, or an edit: what changed since the last one is told anew.
      void this.readPast();
    });
    this.panel.onDidDispose(() => {
      this.listener.dispose();
      closed();
    });
    this.draw();
    void this.readPast();
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    this.panel.dispose();
  }

  private async readPast(): Promise<void> {
    const params: ReadinessHistoryParams = { uri: this.uri, commits: COMMITS };
    try {
      this.past = await this.server.request<ReadinessHistoryResult>(READINESS_HISTORY_REQUEST, params);
    } catch (error) {
      this.past = { plans: [], problem: error instanceof Error ? error.message : String(error) };
    }
    this.draw();
  }

  private draw(): void {
    const found = this.view.plans.find(({ uri, plan }) => uri === this.uri && plan.index === this.index);
    if (!found) return;
    const { view } = found.plan;
    const past = this.past?.plans.find(({ index }) => index === this.index);
    const file = Uri.parse(this.uri);
    const page = (nonce: string): string =>
      readinessPage(
        [
          {
            file: file.path.split('/').at(-1) ?? '',
            view,
            ...(past && { history: past.history, ...(past.since && { since: past.since }) }),
          },
        ],
        { now: Date.now(), nonce, linkOf: (check) => this.linkTo(check), below: this.actions() },
      );
    // The nonce is another one each time, so it is no part of what is compared.
    const text = page('');
    if (text === this.drawn) return;
    this.drawn = text;
    this.panel.webview.html = page(randomBytes(16).toString('hex'));
  }

  private linkTo({ id }: CheckView): string {
    return commandUri('productionFirst.openCheck', { uri: this.uri, index: this.index, check: id });
  }

  private actions(): string {
    const past =
      this.past === undefined
        ? '<span class="dim">Reading the history …</span>'
        : this.past.problem === undefined
          ? ''
          : `<span class="dim">${html(this.past.problem)}</span>`;
    const decay = commandUri('productionFirst.showLive', { uri: this.uri });
    const report = commandUri('productionFirst.exportReadiness', { uri: this.uri });
    return `<p><a href="${decay}">Model Decay</a> · <a href="${report}">Export …</a> ${past}</p>`;
  }
}

const commandUri = (command: string, target: object): string =>
  `command:${command}?${encodeURIComponent(JSON.stringify([target]))}`.replaceAll("'", '%27');
