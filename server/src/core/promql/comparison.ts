import type { Span } from '../document/text.ts';
import { parseDuration } from '../schema/formats.ts';
import { parsePromql, type PromqlNode as Node } from './read.ts';

export type Op = 'lt' | 'lte' | 'gt' | 'gte';

/** An alert's expression of the form `something < number`. */
export interface Comparison {
  /** What is compared, as written. */
  readonly measured: string;
  /** How it compares with `value` when the alert fires. */
  readonly op: Op;
  readonly value: number;
  /** What is compared is calculated with a number, as `errors * 100` is, so it may be in another unit. */
  readonly calculates: boolean;
  /** Where the operator and the number are written; `isTurned`: the number comes first. UTF-16 offsets into the expression. */
  readonly written: { readonly operator: Span; readonly number: Span; readonly isTurned: boolean };
}

const OPS: Readonly<Record<string, Op>> = { Lss: 'lt', Lte: 'lte', Gtr: 'gt', Gte: 'gte' };
const TURNED: Readonly<Record<Op, Op>> = { lt: 'gt', lte: 'gte', gt: 'lt', gte: 'lte' };

/**
 * Reads the expression of an alert that compares with a number. Undefined for any other, such as one of two conditions:
 * what it fires at is not one number.
 */
export function readComparison(text: string): Comparison | undefined {
  const top = parsePromql(text);
  if (!top) return undefined;
  const [expression, ...more] = partsOf(top);
  const node = expression && more.length === 0 ? bare(expression) : undefined;
  if (node?.name !== 'BinaryExpr' || hasError(top)) return undefined;
  const [left, operator, right, ...others] = partsOf(node);
  const op = OPS[operator?.name ?? ''];
  // With `bool` the result is 0 or 1, and an alert fires on either.
  if (!left || !operator || !right || op === undefined || others.length > 0) return undefined;
  const [leftValue, rightValue] = [numberAt(text, left), numberAt(text, right)];
  if ((leftValue === undefined) === (rightValue === undefined)) return undefined;
  const isTurned = rightValue === undefined;
  const [measured, number, value, turned] = isTurned
    ? [right, left, leftValue ?? Number.NaN, TURNED[op]]
    : [left, right, rightValue, op];
  // A comparison of a comparison has two lines.
  if (Number.isNaN(value) || has(measured, (inner) => inner.name in OPS)) return undefined;
  return {
    measured: text.slice(measured.from, measured.to),
    op: turned,
    value,
    written: { operator: spanOf(operator), number: spanOf(bare(number)), isTurned },
    calculates: has(
      measured,
      ({ name, parent }) => name === 'UnaryExpr' || (name === 'NumberDurationLiteral' && parent?.name === 'BinaryExpr'),
    ),
  };
}

const spanOf = ({ from, to }: Node): Span => ({ start: from, end: to });

function partsOf(node: Node): Node[] {
  const parts: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (child.name !== 'LineComment') parts.push(child);
  return parts;
}

/** Without the brackets around it. */
function bare(node: Node): Node {
  let inner = node;
  while (inner.name === 'ParenExpr') {
    const [only, ...others] = partsOf(inner);
    if (!only || others.length > 0) break;
    inner = only;
  }
  return inner;
}

/** The number a part stands for; undefined for what is none. */
function numberAt(text: string, node: Node): number | undefined {
  let [inner, sign] = [bare(node), 1];
  while (inner.name === 'UnaryExpr') {
    const [operator, operand] = partsOf(inner);
    if (!operator || !operand) return undefined;
    if (text[operator.from] === '-') sign = -sign;
    inner = bare(operand);
  }
  if (inner.name !== 'NumberDurationLiteral') return undefined;
  const written = text.slice(inner.from, inner.to).toLowerCase();
  const value = Number(written.replaceAll('_', '').replace(/inf$/, 'Infinity'));
  if (!Number.isNaN(value)) return sign * value;
  // From Prometheus 3 on, a duration is its number of seconds.
  const duration = parseDuration(written);
  return duration === undefined ? undefined : (sign * duration) / 1000;
}

const hasError = (node: Node): boolean => has(node, (inner) => inner.type.isError);

function has(node: Node, test: (inner: Node) => boolean): boolean {
  let found = false;
  node.cursor().iterate((inner) => {
    found ||= test(inner.node);
    return !found;
  });
  return found;
}
