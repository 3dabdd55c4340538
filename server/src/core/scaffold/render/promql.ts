import { parsePromql, readPromql } from '../../promql/read.ts';

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
function operand(query: string): string {
  const text = query.trim();
  if (hasComment(text)) return `(\n${text}\n)`;
  return isCompound(text) ? `(${text})` : text;
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
