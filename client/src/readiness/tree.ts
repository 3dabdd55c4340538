import { EventEmitter, workspace, type TreeDataProvider, type TreeItem } from 'vscode';
import { childrenOf, elementsOf, type Element, type PlanElement } from './elements.ts';
import { byName, groupPlans, isFiltered, isShown, NO_FILTER, wantedBy, type Filter, type GroupBy } from './filter.ts';
import { itemOf } from './items.ts';
import type { PlanFiles } from './plan-files.ts';
import type { SinceCommit } from './since-commit.ts';
import type { ReadinessStore } from './store.ts';

/** Models, their areas, and the checks of these; a plan file with several documents has several. */
export class ReadinessTree implements TreeDataProvider<Element> {
  private readonly store: ReadinessStore;
  private readonly files: PlanFiles;
  private readonly since: SinceCommit;
  private readonly changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly read = new EventEmitter<void>();
  /** The tree is being shown as things stand now. */
  readonly onDidRead = this.read.event;
  filter: Filter = NO_FILTER;
  groupBy: GroupBy = 'none';
  /** Of the plans that are known, how many the filter leaves. */
  counts = { shown: 0, all: 0 };

  constructor(store: ReadinessStore, files: PlanFiles, since: SinceCommit) {
    this.since = since;
    this.store = store;
    this.files = files;
  }

  refresh(): void {
    this.changed.fire(undefined);
  }

  /** Every plan that is known now. */
  get plans(): PlanElement[] {
    return [...this.store.all].flatMap(([uri, standing]) => elementsOf(uri, standing)).filter(isPlanElement);
  }

  async getChildren(parent?: Element): Promise<Element[]> {
    if (parent) return [...childrenOf(parent, wantedBy(this.filter))];
    // Before trust is given nothing runs that reads what plans name; the view says so instead.
    if (!workspace.isTrusted) return [];
    const uris = await this.files.list();
    this.store.keepOnly(new Set(uris));
    const all = uris.flatMap((uri) => elementsOf(uri, this.store.of(uri)));
    const plans = all.filter(isPlanElement);
    const shown = plans.filter(({ plan }) => isShown(plan, this.filter)).sort(byName);
    this.counts = { shown: shown.length, all: plans.length };
    this.read.fire();
    const files = isFiltered(this.filter) ? [] : all.filter((element) => !isPlanElement(element));
    return [...groupPlans(shown, this.groupBy), ...files];
  }

  getTreeItem(element: Element): TreeItem {
    const since = element.kind === 'plan' ? this.since.of(element.uri, element.plan.index) : undefined;
    return itemOf(element, { isOnly: this.counts.all === 1, since });
  }
}

const isPlanElement = (element: Element): element is PlanElement => element.kind === 'plan';
