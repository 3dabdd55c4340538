import { percent } from '../../core/decay/headroom.ts';
import { findPair, nodeAt, numberOf, stringAt, type Node } from '../../core/document/node.ts';
import type { PlanIndex } from '../../core/plan/index-plan.ts';
import type { Path } from '../../core/problem.ts';
import { parseDuration } from '../../core/schema/formats.ts';
import { durationInWords } from '../words/duration.ts';
import { code, paragraph, type Block } from './markup.ts';

const WIDTH = 20;

/** The numbers an indicator is judged by. */
interface Scale {
  readonly baseline: number | undefined;
  readonly warning: number | undefined;
  readonly critical: number | undefined;
}

/** Where the number at `path` lies between the baseline and the critical value of the indicator it is about. */
export function describeThreshold(root: Node | undefined, index: PlanIndex, path: Path): Block[] {
  const value = numberAt(root, path);
  const entry = value === undefined ? undefined : scaleOf(root, index, path);
  if (value === undefined || !entry) return [];
  const { baseline, critical, warning } = entry;
  if (baseline !== undefined && critical !== undefined && baseline !== critical)
    return [paragraph(inHeadroom(value, baseline, critical)), paragraph(code(gauge(value, baseline, critical)))];
  if (critical === undefined) return [];
  if (value !== critical) return [paragraph(`${value} — ${away(value, critical)} critical ${critical}`)];
  return warning === undefined
    ? []
    : [paragraph(`${value} — the critical value, ${away(critical, warning)} warning ${warning}`)];
}

const OPERATORS: Readonly<Record<string, string>> = {
  lt: 'below',
  lte: 'at or below',
  gt: 'above',
  gte: 'at or above',
};

/** What an alert rule's threshold makes happen: "Fires when auc is below 0.85 for 1 day." */
export function describeCondition(root: Node | undefined, path: Path): Block[] {
  if (path.at(-1) !== 'threshold') return [];
  const owner = path.slice(0, -1);
  const value = numberAt(root, path);
  const watched = stringAt(root, [...owner, 'indicator']) ?? stringAt(root, [...owner, 'drift']);
  const operator = OPERATORS[stringAt(root, [...owner, 'op']) ?? ''];
  if (value === undefined || watched === undefined || operator === undefined) return [];
  const duration = stringAt(root, [...owner, 'for']) ?? '';
  const lasting = parseDuration(duration) ? ` for ${durationInWords(duration)}` : '';
  return [paragraph('Fires when ', code(watched), ` is ${operator} ${value}${lasting}.`)];
}

function scaleOf(root: Node | undefined, index: PlanIndex, path: Path): Scale | undefined {
  const key = path.at(-1);
  const owner = path.slice(0, -1);
  const list = path.at(-3);
  if (list === 'indicators' && (key === 'baseline' || key === 'warning' || key === 'critical'))
    return scale(nodeAt(root, owner));
  if (list === 'columns' && (key === 'warning' || key === 'critical')) return scale(nodeAt(root, owner));
  const isCompared = (list === 'rules' && key === 'threshold') || key === 'value';
  if (!isCompared) return undefined;
  const kind = stringAt(root, [...owner, 'indicator']) === undefined ? 'drift' : 'indicator';
  const name = stringAt(root, [...owner, kind]);
  const wanted = kind === 'drift' ? 'driftColumn' : 'indicator';
  const meant = index.definitions.find((definition) => definition.kind === wanted && definition.name === name);
  return meant && scale(nodeAt(root, meant.path.slice(0, -1)));
}

function scale(entry: Node | undefined): Scale {
  const at = (key: string): number | undefined => numberOf(findPair(entry, key)?.value);
  return { baseline: at('baseline'), warning: at('warning'), critical: at('critical') };
}

const numberAt = (root: Node | undefined, path: Path): number | undefined => numberOf(nodeAt(root, path));

function inHeadroom(value: number, baseline: number, critical: number): string {
  const used = (value - baseline) / (critical - baseline);
  const between = `between baseline ${baseline} and critical ${critical}`;
  if (used < 0) return `${value} — better than baseline ${baseline}`;
  if (used === 0)
    return `${value} — the baseline; the headroom to critical ${critical} is ${difference(baseline, critical)}`;
  if (used === 1) return `${value} — the critical value, ${away(critical, baseline)} baseline ${baseline}`;
  if (used > 1) return `${value} — beyond critical ${critical}`;
  return `${value} — ${share(used)} of the headroom ${between}`;
}

const SHARES: readonly (readonly [number, string])[] = [
  [1 / 4, 'a quarter'],
  [1 / 3, 'a third'],
  [1 / 2, 'half'],
  [2 / 3, 'two thirds'],
  [3 / 4, 'three quarters'],
];

function share(used: number): string {
  const named = SHARES.find(([exact]) => Math.abs(used - exact) < 0.005);
  return named ? named[1] : percent(used);
}

/** A line from the baseline to the critical value with a mark where `value` is. */
function gauge(value: number, baseline: number, critical: number): string {
  const used = Math.min(1, Math.max(0, (value - baseline) / (critical - baseline)));
  const mark = Math.round(used * (WIDTH - 1));
  const line = '─'.repeat(mark) + '●' + '─'.repeat(WIDTH - 1 - mark);
  return `baseline ${baseline} ├${line}┤ ${critical} critical`;
}

const away = (value: number, from: number): string =>
  value === from ? 'the same as' : `${difference(value, from)} ${value < from ? 'below' : 'above'}`;

/** Binary fractions make 0.91 − 0.85 a long number; six digits are what people wrote. */
const difference = (a: number, b: number): number => Number(Math.abs(a - b).toPrecision(6));
