import {
  EventEmitter,
  MarkdownString,
  Range,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  workspace,
  type TreeDataProvider,
} from 'vscode';
import type { AreaView, TestStatus } from '../../../server/src/protocol/readiness.ts';
import { PATTERNS } from '../../../server/src/protocol/documents.ts';
import { plain } from '../plain.ts';
import { EXCLUDED } from '../workspace-files.ts';
import {
  childrenOf,
  descriptionOf,
  iconOf,
  STATE_WORDS,
  TEST_WORDS,
  topOf,
  type CheckElement,
  type Element,
} from './elements.ts';
import type { ReadinessStore } from './store.ts';

const MAX_PLANS = 2_000;
const { None, Collapsed, Expanded } = TreeItemCollapsibleState;

/** Models, their areas, and the checks of these: by path, a plan with several documents has one entry for each. */
export class ReadinessTree implements TreeDataProvider<Element> {
  private readonly store: ReadinessStore;
  private readonly changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  /** Only what is open or failing is shown. */
  onlyOpen = false;

  constructor(store: ReadinessStore) {
    this.store = store;
  }

  refresh(): void {
    this.changed.fire(undefined);
  }

  async getChildren(parent?: Element): Promise<Element[]> {
    if (parent) return childrenOf(parent, this.onlyOpen);
    const found = await workspace.findFiles(PATTERNS.plan, EXCLUDED, MAX_PLANS);
    const uris = found.map(String).sort();
    for (const known of [...this.store.all.keys()]) if (!uris.includes(known)) this.store.forget(known);
    // Before trust is given nothing runs that reads other files; the view says so instead.
    return workspace.isTrusted ? uris.flatMap((uri) => topOf(uri, this.store.of(uri))) : [];
  }

  getTreeItem(element: Element): TreeItem {
    const item = itemOf(element);
    item.id = idOf(element);
    return item;
  }
}

function idOf(element: Element): string {
  const { kind, uri } = element;
  if (kind === 'file') return uri;
  const own = {
    plan: () => '',
    area: () => (element.kind === 'area' ? element.area.id : ''),
    check: () => (element.kind === 'check' ? `${element.isStep ? 'step ' : ''}${element.check.id}` : ''),
    steps: () => 'steps',
    tests: () => 'tests',
    section: () => (element.kind === 'section' ? `section ${element.at}` : ''),
    test: () => (element.kind === 'test' ? `test ${element.at} ${element.test}` : ''),
  }[kind]();
  return `${uri} ${element.plan.index} ${own}`;
}

function itemOf(element: Element): TreeItem {
  switch (element.kind) {
    case 'file':
      return fileItem(element);
    case 'plan': {
      const { title, level, score, model } = element.plan.view;
      const item = new TreeItem(plain(title === '' ? model : title), Collapsed);
      item.description = `${level} · ${score}`;
      item.tooltip = `${workspace.asRelativePath(Uri.parse(element.uri))}: ${level}, ${score} of 100`;
      item.iconPath = new ThemeIcon('rocket');
      item.contextValue = 'plan';
      return item;
    }
    case 'area':
      return areaItem(element.area);
    case 'check':
      return checkItem(element);
    case 'steps': {
      const item = new TreeItem('Cheapest next steps', Expanded);
      item.iconPath = new ThemeIcon('lightbulb');
      return item;
    }
    case 'tests': {
      const { score, meaning, sections } = element.plan.view.testScore;
      const least = sections.find((section) => section.score === score);
      const item = new TreeItem('ML Test Score', Collapsed);
      item.description = `${score} · ${least?.title ?? ''} is the least`;
      item.tooltip = meaning;
      item.iconPath = new ThemeIcon('beaker');
      return item;
    }
    case 'section': {
      const section = element.plan.view.testScore.sections[element.at];
      const item = new TreeItem(section?.title ?? '', Collapsed);
      item.description = `${section?.score ?? 0} of 7`;
      return item;
    }
    case 'test': {
      const test = element.plan.view.testScore.sections[element.at]?.tests[element.test];
      const item = new TreeItem(test?.title ?? '', None);
      item.description = test ? `${TEST_WORDS[test.status]} · ${plain(test.says)}` : '';
      item.tooltip = test ? `${test.id}: ${plain(test.says)}` : '';
      item.iconPath = icon(...TEST_ICONS[test?.status ?? 'unseen']);
      return item;
    }
  }
}

function fileItem({ uri, standing }: Element & { kind: 'file' }): TreeItem {
  const file = Uri.parse(uri);
  const item = new TreeItem(file, None);
  item.label = workspace.asRelativePath(file);
  item.command = { command: 'vscode.open', title: 'Open', arguments: [file] };
  if (standing.state === 'failed') {
    item.description = plain(standing.message);
    item.tooltip = plain(standing.message);
    item.iconPath = icon('warning', 'list.warningForeground');
  } else {
    item.description = 'being judged …';
    item.iconPath = new ThemeIcon('loading~spin');
  }
  return item;
}

function areaItem({ title, state, met, count }: AreaView): TreeItem {
  const item = new TreeItem(title, Collapsed);
  item.description = state === 'not-needed' ? 'not needed' : `${met} / ${count}`;
  item.iconPath = icon(...AREA_ICONS[state]);
  return item;
}

function checkItem(element: CheckElement): TreeItem {
  const { check, uri, plan } = element;
  const item = new TreeItem(check.title, None);
  item.description = descriptionOf(element, ago);
  item.tooltip = tooltipOf(element);
  item.iconPath = icon(...iconOf(check));
  item.contextValue = check.rules.length > 0 ? 'check.findings' : 'check';
  item.accessibilityInformation = { label: `${check.title}: ${STATE_WORDS[check.state]}. ${item.description}` };
  const place = plan.places[check.id];
  if (place) {
    const { start, end } = place;
    const selection = new Range(start.line, start.character, end.line, end.character);
    item.command = { command: 'vscode.open', title: 'Open', arguments: [Uri.parse(uri), { selection }] };
  }
  return item;
}

function tooltipOf({ check }: CheckElement): MarkdownString {
  const { title, why, says, state, seenAt, gain, minutes } = check;
  const text = new MarkdownString();
  text.appendText(`${title}: ${STATE_WORDS[state]}${seenAt === undefined ? '' : `, ${ago(seenAt)}`}\n\n`);
  text.appendText(`${plain(says)}\n\n${why}`);
  if (gain > 0) text.appendText(`\n\nWorth ${gain} points; about ${minutes} minutes.`);
  return text;
}

type IconName = readonly [name: string, color: string | undefined];

const TEST_ICONS: Readonly<Record<TestStatus, IconName>> = {
  automated: ['pass-filled', 'testing.iconPassed'],
  manual: ['pass', 'testing.iconPassed'],
  open: ['circle-large-outline', undefined],
  unseen: ['question', undefined],
};

const AREA_ICONS: Readonly<Record<AreaView['state'], IconName>> = {
  met: ['pass', 'testing.iconPassed'],
  attention: ['warning', 'list.warningForeground'],
  failing: ['error', 'list.errorForeground'],
  'not-needed': ['dash', undefined],
};

const icon = (name: string, color: string | undefined): ThemeIcon =>
  color === undefined ? new ThemeIcon(name) : new ThemeIcon(name, new ThemeColor(color));

const STEPS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long ago something was seen, in the language of the window. */
function ago(time: number): string {
  const past = Date.now() - time;
  const [unit, size] = STEPS.find(([, length]) => past >= length) ?? ['second', 1_000];
  return new Intl.RelativeTimeFormat('en', { style: 'short' }).format(-Math.max(0, Math.floor(past / size)), unit);
}
