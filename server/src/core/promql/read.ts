import { parser } from '@prometheus-io/lezer-promql';
import type { Span } from '../document/text.ts';

/** A series a query selects. */
export interface Selector {
  readonly metric: string;
  /** It is read over a window: `metric[5m]`, or inside a subquery. */
  readonly ranged: boolean;
}

/** A query of Prometheus, as far as its grammar tells. */
export interface Promql {
  readonly problem?: { readonly message: string; readonly span: Span };
  readonly selectors: readonly Selector[];
  /** It calculates with a number, so its unit may be another than that of its metric. */
  readonly calculates: boolean;
}

/** A query that long is nobody's; it is not read. */
const MAX_CHARACTERS = 20_000;

/** Functions that take a window of samples, and what they are called for. */
const RANGE_FUNCTION =
  /^(?:rate|irate|increase|delta|idelta|deriv|predict_linear|resets|changes|double_exponential_smoothing|holt_winters|\w+_over_time)$/;

/** A part of a query, as the grammar has it. */
export type PromqlNode = ReturnType<typeof parser.parse>['topNode'];
type Node = PromqlNode;

/** The parts of a query; undefined for one too long to be read. */
const parse = (text: string): ReturnType<typeof parser.parse> | undefined =>
  text.length > MAX_CHARACTERS ? undefined : parser.parse(text);

/** The whole of a query, as the grammar has it; undefined for one too long to be read. */
export const parsePromql = (text: string): PromqlNode | undefined => parse(text)?.topNode;

/** Reads a query. Undefined for one too long to be read. */
export function readPromql(text: string): Promql | undefined {
  const tree = parse(text);
  if (!tree) return undefined;
  const selectors: Selector[] = [];
  let problem: Promql['problem'];
  let calculates = false;
  tree.iterate({
    enter(reference) {
      const { node } = reference;
      if (node.type.isError) problem ??= syntaxProblem(text, node);
      else if (node.name === 'VectorSelector') {
        const name = node.getChild('Identifier');
        if (name) selectors.push({ metric: text.slice(name.from, name.to), ranged: isRanged(node) });
      } else if (node.name === 'FunctionCall') problem ??= windowProblem(text, node);
      else if (node.name === 'StringLiteral') problem ??= variableIn(text, node);
      else if (node.name === 'NumberDurationLiteral' && node.parent?.name === 'BinaryExpr') calculates = true;
    },
  });
  problem ??= rangeResult(text, tree.topNode);
  return { ...(problem && { problem }), selectors, calculates };
}

function isRanged(node: Node): boolean {
  for (let up = node.parent; up; up = up.parent)
    if (up.name === 'MatrixSelector' || up.name === 'SubqueryExpr') return true;
  return false;
}

const VARIABLE = /\$\{?\w+(?::\w+)?\}?|\[\[\w+\]\]/;

function variable(found: RegExpExecArray | null, offset = 0): Promql['problem'] {
  if (!found) return undefined;
  const span = { start: offset + found.index, end: offset + found.index + found[0].length };
  const message = `${found[0]} is a variable of a dashboard; the query is sent to Prometheus as it is. Write out what it stands for.`;
  return { span, message };
}

/** A matcher such as `job="$job"` is grammatical, and matches nothing. */
const variableIn = (text: string, { from, to }: Node): Promql['problem'] =>
  variable(/\$(?:\{\w+(?::\w+)?\}|__\w+|[a-z]\w*)/i.exec(text.slice(from, to)), from);

function syntaxProblem(text: string, node: Node): Promql['problem'] {
  const { from, to } = node;
  const template = variable(VARIABLE.exec(text));
  if (template) return template;
  const start = Math.min(from, Math.max(0, text.trimEnd().length - 1));
  const word = /^\S{1,30}/.exec(text.slice(from))?.[0] ?? '';
  const span = { start, end: Math.max(to, start + Math.max(1, word.length)) };
  const called = /(\w+)\s*$/.exec(text.slice(0, from))?.[1];
  if (word.startsWith('(') && called !== undefined) {
    const begin = text.slice(0, from).lastIndexOf(called);
    return { span: { start: begin, end: begin + called.length }, message: `PromQL has no function "${called}".` };
  }
  if (word === '')
    return { span, message: `This is no complete PromQL: something is missing at its end${missingBrackets(text)}.` };
  return { span, message: `This is no PromQL: "${word}" cannot stand here${missingBrackets(text)}.` };
}

/** Brackets of a query that are opened and not closed, or the other way round. */
function missingBrackets(text: string): string {
  const bare = text.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`/g, '');
  const count = (character: string): number => bare.split(character).length - 1;
  for (const [open, close] of ['()', '[]', '{}']) {
    const difference = count(open ?? '') - count(close ?? '');
    if (difference !== 0) return `; a "${difference > 0 ? (close ?? '') : (open ?? '')}" is missing`;
  }
  return '';
}

/** The grammar takes `rate(metric)`; Prometheus refuses it. */
function windowProblem(text: string, node: Node): Promql['problem'] {
  const name = /^\w+/.exec(text.slice(node.from, node.to))?.[0] ?? '';
  if (!RANGE_FUNCTION.test(name)) return undefined;
  const body = node.getChild('FunctionCallBody');
  const last = name === 'quantile_over_time' ? 1 : 0;
  let argument = body?.firstChild ?? null;
  for (let seen = 0; argument; argument = argument.nextSibling) {
    if (!/Expr$|Selector$|Literal$|FunctionCall$/.test(argument.name)) continue;
    if (seen++ < last) continue;
    if (kindOf(argument) !== 'instant') return undefined;
    const span = { start: argument.from, end: argument.to };
    return {
      span,
      message: `${name} needs a window: "${short(text.slice(span.start, span.end))}" is one value per series. Write ${name}(…[5m]).`,
    };
  }
  return undefined;
}

/** A window has many values per moment; a point of an indicator is one. */
function rangeResult(text: string, top: Node): Promql['problem'] {
  const expression = top.firstChild;
  if (!expression) return undefined;
  if (expression.name === 'StringLiteral')
    return { span: { start: expression.from, end: expression.to }, message: 'The query gives a text, not a value.' };
  if (kindOf(expression) !== 'range') return undefined;
  const message = `The query gives a window of samples, not one value per moment. Put a function around it, such as avg_over_time(${short(text.trim())}).`;
  return { span: { start: expression.from, end: expression.to }, message };
}

function kindOf(node: Node): 'range' | 'instant' | 'unknown' {
  switch (node.name) {
    case 'MatrixSelector':
    case 'SubqueryExpr':
      return 'range';
    case 'VectorSelector':
    case 'AggregateExpr':
    case 'NumberDurationLiteral':
      return 'instant';
    case 'ParenExpr':
    case 'OffsetExpr':
    case 'StepInvariantExpr': {
      const inner = [node.firstChild, node.firstChild?.nextSibling].find(
        (child) => child && /Expr$|Selector$|Call$/.test(child.name),
      );
      return inner ? kindOf(inner) : 'unknown';
    }
    default:
      return 'unknown';
  }
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
