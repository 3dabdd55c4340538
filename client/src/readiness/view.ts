import {
  commands,
  EventEmitter,
  Uri,
  window,
  workspace,
  type Disposable,
  type ExtensionContext,
  type Memento,
  type TreeView,
} from 'vscode';
import { DECAY_REQUEST, type DecayParams } from '../../../server/src/protocol/decay.ts';
import {
  isUrgent,
  READINESS_REQUEST,
  type ReadinessParams,
  type ReadinessResult,
} from '../../../server/src/protocol/readiness.ts';
import type { Watch } from '../live/watch.ts';
import type { ServerControl } from '../server.ts';
import { listenForChanges } from './changes.ts';
import type { Element, PlanElement } from './elements.ts';
import { EXPLANATIONS } from './explain.ts';
import { isFiltered, readFilter, type Filter, type GroupBy } from './filter.ts';
import { PlanFiles } from './plan-files.ts';
import { ReadinessStore } from './store.ts';
import { SinceCommit } from './since-commit.ts';
import { Throttle } from './throttle.ts';
import { ReadinessTree } from './tree.ts';

const VIEW = 'productionFirst.readiness';
const FILTER = 'productionFirst.readinessFilter';
const GROUP = 'productionFirst.readinessGroup';
/** After a change, until plans are judged again: typing goes first. */
const PAUSE_MS = 250;

/** The view "Production Readiness": judged while it is seen, again when plans, files or live data change. */
export class ReadinessView implements Disposable {
  private readonly server: ServerControl;
  private readonly watch: Watch;
  private readonly memory: Memento;
  private readonly rules: Uri;
  private readonly store: ReadinessStore;
  private readonly files = new PlanFiles();
  private readonly since: SinceCommit;
  private readonly tree: ReadinessTree;
  private readonly view: TreeView<Element>;
  private readonly redraw: Throttle;
  private readonly renew: Throttle;
  private readonly changed = new EventEmitter<void>();
  /** What is known of plans is otherwise than before. */
  readonly onDidChange = this.changed.event;
  private readonly disposables: readonly Pick<Disposable, 'dispose'>[];
  /** Files of plans that somebody opened or closed in the tree. */
  private readonly opened = new Map<string, boolean>();
  private progress: Promise<void> | undefined;

  constructor({ workspaceState, extensionUri }: ExtensionContext, server: ServerControl, watch: Watch) {
    this.rules = Uri.joinPath(extensionUri, 'docs', 'rules');
    this.server = server;
    this.watch = watch;
    this.memory = workspaceState;
    this.store = new ReadinessStore({
      ask: (uri) => server.request<ReadinessResult>(READINESS_REQUEST, { uri } satisfies ReadinessParams),
      explain: (error) => (error instanceof Error ? error.message : String(error)),
      changed: () => this.redraw.ask(),
    });
    this.since = new SinceCommit(
      (method, params) => server.request(method, params),
      () => this.redraw.ask(),
    );
    this.tree = new ReadinessTree(this.store, this.files, this.since);
    this.tree.filter = readFilter(workspaceState.get(FILTER));
    this.tree.groupBy = workspaceState.get<GroupBy>(GROUP, 'none');
    this.redraw = new Throttle(() => this.tree.refresh(), PAUSE_MS);
    this.renew = new Throttle(() => this.judgeAgain(), PAUSE_MS);
    this.view = window.createTreeView(VIEW, { treeDataProvider: this.tree, showCollapseAll: true });
    this.disposables = [this.view, this.redraw, this.renew, ...this.listen()];
    void commands.executeCommand('setContext', 'productionFirst.readinessFiltered', isFiltered(this.tree.filter));
  }

  /** Every plan that is known now. */
  get plans(): readonly PlanElement[] {
    return this.tree.plans;
  }

  get filter(): Filter {
    return this.tree.filter;
  }

  get groupBy(): GroupBy {
    return this.tree.groupBy;
  }

  /** Judges everything again, with the data sources of the plans that are open in the tree asked anew. */
  async refresh(): Promise<void> {
    this.files.forget();
    this.store.outdate();
    const live = this.lookedAt.map((uri) =>
      this.server.request(DECAY_REQUEST, { uri, refresh: true } satisfies DecayParams).catch(() => undefined),
    );
    this.tree.refresh();
    await window.withProgress({ location: { viewId: VIEW } }, async () => {
      await Promise.all(live);
      await this.settled();
    });
  }

  /** Once the plans are known: what was asked for last has been answered. */
  async settled(): Promise<void> {
    const uris = await this.files.list();
    for (const uri of uris) this.store.of(uri);
    await this.store.settled();
  }

  async show(filter: Filter): Promise<void> {
    this.tree.filter = filter;
    await this.memory.update(FILTER, filter);
    await commands.executeCommand('setContext', 'productionFirst.readinessFiltered', isFiltered(filter));
    this.tree.refresh();
  }

  async group(by: GroupBy): Promise<void> {
    this.tree.groupBy = by;
    await this.memory.update(GROUP, by);
    this.tree.refresh();
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private listen(): Pick<Disposable, 'dispose'>[] {
    return [
      workspace.registerTextDocumentContentProvider(EXPLANATIONS, {
        provideTextDocumentContent: async (page) =>
          (await import('../commands/readiness.ts')).explain(page, this.plans, this.rules),
      }),
      ...listenForChanges(this.server, {
        plan: (uri) => {
          this.store.outdate(uri.toString());
          this.renew.ask();
        },
        plans: () => {
          this.files.forget();
          this.redraw.ask();
        },
        file: (uri) => {
          this.store.outdateNaming(uri.toString());
          this.renew.ask();
        },
        anything: () => {
          this.files.forget();
          this.store.outdate();
          this.redraw.ask();
        },
      }),
      this.view.onDidExpandElement(({ element }) => this.expand(element, true)),
      this.view.onDidCollapseElement(({ element }) => this.expand(element, false)),
      this.view.onDidChangeVisibility(() => {
        this.renew.ask();
        this.look();
      }),
      this.tree.onDidRead(() => {
        this.tell();
        this.look();
      }),
    ];
  }

  /** What nobody sees is judged when it is seen. */
  private judgeAgain(): void {
    if (this.view.visible) this.store.renew();
    this.tell();
  }

  private expand(element: Element, isOpen: boolean): void {
    if (element.kind !== 'plan') return;
    this.opened.set(element.uri, isOpen);
    this.look();
  }

  /** Files of the plans that are open in the tree; the only one is from the start. */
  private get lookedAt(): string[] {
    const { plans } = this;
    return plans.flatMap(({ uri }) => ((this.opened.get(uri) ?? plans.length === 1) ? [uri] : []));
  }

  /** Data sources are asked by the clock for what somebody looks at. */
  private look(): void {
    const looked = this.view.visible ? this.lookedAt : [];
    this.watch.set('readiness', looked);
    for (const uri of looked) {
      const standing = this.store.all.get(uri);
      if (standing?.state === 'ready') this.since.look(uri, standing.known);
    }
  }

  private tell(): void {
    this.changed.fire();
    const checks = this.plans.flatMap(({ plan }) => plan.view.areas.flatMap((area) => area.checks));
    const urgent = checks.filter(isUrgent).length;
    this.view.badge = urgent === 0 ? undefined : { value: urgent, tooltip: `${urgent} checks are open or failing` };
    const { shown, all } = this.tree.counts;
    // A message would take the place of what says that nothing matches, and what to do.
    this.view.message = isFiltered(this.tree.filter) && shown > 0 ? `Filtered: ${shown} of ${all} models.` : '';
    if (this.store.isBusy && !this.progress) {
      const progress = this.store.settled().finally(() => {
        this.progress = undefined;
      });
      this.progress = progress;
      void window.withProgress({ location: { viewId: VIEW } }, () => progress);
    }
  }
}
