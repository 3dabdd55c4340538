import {
  MarkdownString,
  Range,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  workspace,
} from 'vscode';
import type { ReadinessSince } from '../../../server/src/protocol/readiness.ts';
import { plain } from '../plain.ts';
import { idOf, type CheckElement, type Element, type FileElement, type PlanElement } from './elements.ts';
import { nameOf, ownerOf } from './filter.ts';
import {
  ago,
  AREA_ICONS,
  descriptionOf,
  durationOf,
  iconOf,
  STATE_WORDS,
  TEST_ICONS,
  TEST_WORDS,
  type Icon,
} from './words.ts';

const { None, Collapsed, Expanded } = TreeItemCollapsibleState;

/** What an element's looks depend on beside itself. */
export interface Looks {
  /** Its plan is the only one, which is open from the start. */
  readonly isOnly: boolean;
  /** Of a plan: what changed since the last commit. */
  readonly since: ReadinessSince | undefined;
}

export function itemOf(element: Element, looks: Looks): TreeItem {
  const item = looksOf(element, looks);
  item.id = idOf(element);
  return item;
}

function looksOf(element: Element, looks: Looks): TreeItem {
  switch (element.kind) {
    case 'file':
      return fileItem(element);
    case 'group': {
      const item = new TreeItem(plain(element.label), Expanded);
      item.description = `${element.plans.length}`;
      return item;
    }
    case 'plan':
      return planItem(element, looks);
    case 'area': {
      const { title, state, met, count } = element.area;
      const item = new TreeItem(title, Collapsed);
      item.description = state === 'not-needed' ? 'not needed' : `${met} / ${count}`;
      item.iconPath = themed(AREA_ICONS[state]);
      return item;
    }
    case 'check':
      return checkItem(element);
    case 'steps': {
      const item = new TreeItem('Cheapest next steps', Expanded);
      item.iconPath = new ThemeIcon('lightbulb');
      return item;
    }
    case 'tests':
      return testsItem(element.plan.view.testScore);
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
      item.iconPath = themed(TEST_ICONS[test?.status ?? 'unseen']);
      return item;
    }
  }
}

function fileItem({ uri, standing }: FileElement): TreeItem {
  const file = Uri.parse(uri);
  const item = new TreeItem(workspace.asRelativePath(file), None);
  item.resourceUri = file;
  item.command = { command: 'vscode.open', title: 'Open', arguments: [file] };
  if (standing.state === 'failed') {
    item.description = item.tooltip = plain(standing.message);
    item.iconPath = themed(['warning', 'problemsWarningIcon.foreground']);
  } else {
    item.description = 'being judged …';
    item.iconPath = new ThemeIcon('loading~spin');
  }
  return item;
}

function planItem({ uri, plan: { view } }: PlanElement, { isOnly, since }: Looks): TreeItem {
  const { level, score } = view;
  const item = new TreeItem(plain(nameOf(view)), isOnly ? Expanded : Collapsed);
  item.description = [level, score, ...changeOf(since)].join(' · ');
  const more = [
    `${level}, ${score} of 100`,
    `Owner: ${plain(ownerOf(view))}`,
    ...sinceInWords(since),
    view.isLive ? 'Data sources were asked.' : 'Data sources were not asked.',
    workspace.asRelativePath(Uri.parse(uri)),
  ];
  item.tooltip = more.join('\n');
  item.iconPath = new ThemeIcon('rocket');
  item.contextValue = 'plan';
  return item;
}

/** By the plan and its files: what data sources say is of no commit. */
const changeOf = (since: ReadinessSince | undefined): string[] =>
  since?.score ? [`${since.score > 0 ? '▲' : '▼'}${Math.abs(since.score)}`] : [];

function sinceInWords(since: ReadinessSince | undefined): string[] {
  const { better = [], worse = [] } = since ?? {};
  return [
    ...(since && !since.was ? ['Not committed yet'] : []),
    ...(better.length > 0 ? [`Better than at the last commit: ${better.join(', ')}`] : []),
    ...(worse.length > 0 ? [`Worse than at the last commit: ${worse.join(', ')}`] : []),
  ];
}

function testsItem({ score, meaning, sections }: PlanElement['plan']['view']['testScore']): TreeItem {
  const least = sections.filter((section) => section.score === score).map(({ title }) => title);
  const item = new TreeItem('ML Test Score', Collapsed);
  item.description = `${score} · least: ${least.join(', ')}`;
  item.tooltip = meaning;
  item.iconPath = new ThemeIcon('beaker');
  return item;
}

function checkItem(element: CheckElement): TreeItem {
  const { check, uri, plan } = element;
  const item = new TreeItem(check.title, None);
  item.description = descriptionOf(element, Date.now());
  item.tooltip = tooltipOf(check);
  item.iconPath = themed(iconOf(check));
  const can = [
    check.rules.length > 0 && 'findings',
    plan.evidence[check.id] !== undefined && 'file',
    check.seenAt !== undefined && 'seen',
  ];
  item.contextValue = ['check', ...can.filter((word) => word !== false)].join(' ');
  item.accessibilityInformation = { label: `${check.title}: ${STATE_WORDS[check.state]}. ${item.description}` };
  const place = plan.places[check.id];
  if (place) {
    const { start, end } = place;
    const selection = new Range(start.line, start.character, end.line, end.character);
    item.command = { command: 'vscode.open', title: 'Open', arguments: [Uri.parse(uri), { selection }] };
  }
  return item;
}

function tooltipOf({ title, why, says, state, seenAt, gain, minutes }: CheckElement['check']): MarkdownString {
  const text = new MarkdownString();
  const seen = seenAt === undefined ? '' : `, ${ago(seenAt, Date.now())}`;
  text.appendText(`${title}: ${STATE_WORDS[state]}${seen}`);
  for (const part of [plain(says), why, gain > 0 && `Worth ${gain} points; about ${durationOf(minutes)}.`]) {
    if (part === false) continue;
    text.appendMarkdown('\n\n');
    text.appendText(part);
  }
  return text;
}

const themed = ([name, color]: Icon): ThemeIcon =>
  color === undefined ? new ThemeIcon(name) : new ThemeIcon(name, new ThemeColor(color));
