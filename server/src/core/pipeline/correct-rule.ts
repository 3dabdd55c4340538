import { findPair, resolve, stringAt, type MapNode, type Node, type Pair, type ScalarNode } from '../document/node.ts';
import { parseYaml } from '../document/parse.ts';
import type { Span } from '../document/text.ts';
import { SEVERITY_LABEL } from '../plan/alert-labels.ts';
import type { RuleCorrection } from '../problem.ts';
import { readComparison, type Op } from '../promql/comparison.ts';
import { alertsOf } from './rule-files.ts';

/** Text that takes the place of what is at `start` to `end`; UTF-16 offsets. */
export interface Correction extends Span {
  readonly text: string;
}

const SIGNS: Readonly<Record<Op, string>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };
const TURNED: Readonly<Record<Op, Op>> = { lt: 'gt', lte: 'gte', gt: 'lt', gte: 'lte' };

/**
 * How `text`, a file of Prometheus rules, is changed so that an alert says what the plan does. Undefined where that cannot
 * be done without guessing: several alerts have the name, the value is an alias or a template, or the place is not clear.
 */
export function correctRule(text: string, { alert, key, value }: RuleCorrection): Correction | undefined {
  const { documents, problems } = parseYaml(text);
  if (problems.length > 0) return undefined;
  const [rule, ...others] = documents
    .flatMap(({ root }) => alertsOf(root))
    .filter((one) => stringAt(one, ['alert']) === alert);
  if (rule?.kind !== 'map' || others.length > 0) return undefined;
  if (key === 'for') return setEntry(text, rule, 'for', value);
  if (key !== 'severity') return correctExpression(text, scalarOf(rule, 'expr'), key, value);
  const labels = findPair(rule, 'labels')?.value;
  if (labels === undefined) return addEntry(text, rule, `labels: {${SEVERITY_LABEL}: ${scalar(value)}}`);
  return labels.kind === 'map' ? setEntry(text, labels, SEVERITY_LABEL, value) : undefined;
}

function setEntry(text: string, map: MapNode, name: string, value: string): Correction | undefined {
  const pair = findPair(map, name);
  if (!pair) return addEntry(text, map, `${name}: ${scalar(value)}`);
  const { value: node } = pair;
  // An alias, or an anchor that others use, says more than this alert.
  if (node.kind !== 'scalar' || node.style === 'block' || node.anchor !== undefined) return undefined;
  return { start: node.start, end: node.end, text: scalar(value, node.style) };
}

/** Text of a plan as a scalar of YAML: whatever it holds stays one. */
function scalar(value: string, style: 'plain' | 'single' | 'double' = 'plain'): string {
  const isWord = /^[\w.-]+$/.test(value);
  if (isWord && style === 'single') return `'${value}'`;
  return isWord && style === 'plain' ? value : JSON.stringify(value);
}

/** Behind the first entry of a mapping, which is there. */
function addEntry(text: string, map: MapNode, entry: string): Correction | undefined {
  const [first] = map.pairs;
  if (!first) return undefined;
  const { end } = first.value;
  if (map.flow) return { start: end, end, text: `, ${entry}` };
  if (first.value.kind !== 'scalar' || first.value.style === 'block') return undefined;
  const line = text.indexOf('\n', end);
  const at = line < 0 ? text.length : text[line - 1] === '\r' ? line - 1 : line;
  const breaks = text[at] === '\r' ? '\r\n' : '\n';
  return { start: at, end: at, text: `${breaks}${' '.repeat(columnOf(text, first))}${entry}` };
}

const columnOf = (text: string, { key }: Pair): number => key.start - (text.lastIndexOf('\n', key.start - 1) + 1);

function scalarOf(map: Node, name: string): ScalarNode | undefined {
  const node = findPair(map, name)?.value;
  return node?.kind === 'scalar' && node.anchor === undefined && resolve(node) === node ? node : undefined;
}

function correctExpression(
  text: string,
  node: ScalarNode | undefined,
  key: 'threshold' | 'op',
  value: string,
): Correction | undefined {
  if (typeof node?.value !== 'string') return undefined;
  const comparison = readComparison(node.value);
  if (!comparison) return undefined;
  const { operator, number, isTurned } = comparison.written;
  if (key === 'threshold') return replaceIn(text, node, node.value, number, value);
  if (!Object.hasOwn(SIGNS, value)) return undefined;
  const op = value as Op;
  return replaceIn(text, node, node.value, operator, SIGNS[isTurned ? TURNED[op] : op]);
}

/**
 * Where a part of a scalar's value is written. In quotes and in blocks offsets differ, as white space and escapes do; but
 * what is no white space comes in the same order, so the part is found by how often its text came before.
 */
function replaceIn(
  text: string,
  node: ScalarNode,
  value: string,
  part: Span,
  replacement: string,
): Correction | undefined {
  const wanted = value.slice(part.start, part.end);
  const source = text.slice(node.start, node.end);
  const [inValue, inSource] = [placesOf(value, wanted), placesOf(source, wanted)];
  const at = inSource[inValue.indexOf(part.start)];
  if (at === undefined || inValue.length !== inSource.length) return undefined;
  const start = node.start + at;
  return { start, end: start + wanted.length, text: replacement };
}

function placesOf(text: string, part: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) places.push(at);
  return places;
}
