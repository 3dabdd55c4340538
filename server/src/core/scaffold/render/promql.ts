import { parsePromql, readPromql, type PromqlNode } from '../../promql/read.ts';
import { durationText } from '../../rules/words.ts';

const SIGNS: Readonly<Record<string, string>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };

/** Whether Prometheus would take a query of a plan. */
export function isQuery(query: string): boolean {
  const read = readPromql(query);
  return read !== undefined && read.problem === undefined;
}

/** `query` compared with a number; undefined where `op` is none of lt, lte, gt, gte. */
export function comparison(query: string, op: string, threshold: number): string | undefined {
  const sign = Object.hasOwn(SIGNS, op) ? SIGNS[op] : undefined;
  return sign === undefined ? undefined : `${operand(query)} ${sign} ${threshold}`;
}

/** `query` as a part of a larger expression: nothing in it, such as a comment at its end, reaches beyond. */
export function operand(query: string): string {
  const text = query.trim();
  if (hasComment(text)) return `(\n${text}\n)`;
  return isCompound(text) ? `(${text})` : text;
}

/** A text as PromQL writes it. */
const quoted = (text: string): string => JSON.stringify(text.toWellFormed());

/** The series of a metric that have these labels: `metric{name="value"}`. */
export function selector(metric: string, labels: Readonly<Record<string, string>>): string {
  const matchers = Object.entries(labels).map(([name, value]) => `${name}=${quoted(value)}`);
  return matchers.length > 0 ? `${metric}{${matchers.join(', ')}}` : metric;
}

/**
 * `query` as it was `milliseconds` ago. What already looks back from another time is left as it is.
 * @param milliseconds whole
 */
export function offsetBy(query: string, milliseconds: number): string {
  const ends: number[] = [];
  parsePromql(query)
    ?.cursor()
    .iterate((node) => {
      // A selector inside a subquery moves with it.
      if (/^(?:OffsetExpr|StepInvariantExpr)$/.test(node.name)) return false;
      if (!/^(?:VectorSelector|MatrixSelector|SubqueryExpr)$/.test(node.name)) return true;
      ends.push(node.to);
      return false;
    });
  const ago = ` offset ${durationText(milliseconds)}`;
  return ends.toReversed().reduce((text, end) => `${text.slice(0, end)}${ago}${text.slice(end)}`, query);
}

const hasComment = (query: string): boolean => {
  let found = false;
  parsePromql(query)
    ?.cursor()
    .iterate((node) => {
      found ||= node.name === 'LineComment';
      return !found;
    });
  return found;
};

function isCompound(query: string): boolean {
  const first = parsePromql(query)?.firstChild;
  return first?.name === 'BinaryExpr' || first?.name === 'UnaryExpr';
}

/** A series of one constant value of which `query` gives that value, in promtool's notation. */
export interface ConstantSeries {
  readonly series: string;
  /** Labels that `absent(query)` has. */
  readonly absentLabels: Readonly<Record<string, string>>;
  /** Labels that are left of the series in the result. */
  readonly labels: Readonly<Record<string, string>>;
}

const KEEPING = /^(?:avg|min|max|last)_over_time$/;
const AGGREGATING = /^(?:avg|min|max|sum)$/;

/**
 * How a query is fed in a test; undefined where what it calculates is not simply what its one series has: a rate, a quantile,
 * two series.
 */
export function constantSeries(query: string): ConstantSeries | undefined {
  let node: PromqlNode | undefined | null = parsePromql(query)?.firstChild;
  let isPlain = true;
  let keepsLabels = true;
  while (node && node.name !== 'VectorSelector') {
    if (/^(?:ParenExpr|MatrixSelector|OffsetExpr)$/.test(node.name)) node = only(node);
    else if (node.name === 'FunctionCall' && KEEPING.test(nameOf(query, node))) {
      node = only(node.getChild('FunctionCallBody'));
      isPlain = false;
    } else if (node.name === 'AggregateExpr' && AGGREGATING.test(nameOf(query, node))) {
      if (node.getChild('AggregateModifier')) return undefined;
      node = only(node.getChild('FunctionCallBody'));
      [isPlain, keepsLabels] = [false, false];
    } else return undefined;
  }
  if (!node) return undefined;
  const metric = node.getChild('Identifier');
  if (!metric) return undefined;
  const labels: Record<string, string> = {};
  const matchers = query.slice(metric.to, node.to);
  for (const [, name = '', op, value = ''] of matchers.matchAll(/(\w+)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"/g)) {
    const text = unquoted(value);
    if (op !== '=' || text === undefined) return undefined;
    labels[name] = text;
  }
  const series = selector(query.slice(metric.from, metric.to), labels);
  return { series, absentLabels: isPlain ? labels : {}, labels: keepsLabels ? labels : {} };
}

/** What stands between quotes; undefined for escapes that only Go knows. */
function unquoted(text: string): string | undefined {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return undefined;
  }
}

/** Labels that `absent(query)` has: those that a plain selector asks for by name. */
export function absentLabels(query: string): Readonly<Record<string, string>> {
  return constantSeries(query)?.absentLabels ?? {};
}

/** The one part of a node that is an expression. */
function only(node: PromqlNode | null): PromqlNode | undefined {
  const parts: PromqlNode[] = [];
  for (let child = node?.firstChild ?? null; child; child = child.nextSibling)
    if (/Expr$|Selector$|Literal$|FunctionCall$/.test(child.name) && !child.name.endsWith('DurationExpr'))
      parts.push(child);
  return parts.length === 1 ? parts[0] : undefined;
}

const nameOf = (query: string, node: PromqlNode): string => /^\w+/.exec(query.slice(node.from, node.to))?.[0] ?? '';
