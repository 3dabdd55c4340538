import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Document, type Node as YamlNode } from 'yaml';
import type { Problem } from '../problem.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { isLinked, type Node, type Pair, type ScalarNode } from './node.ts';
import { explainSyntax } from './syntax-messages.ts';
import type { Span } from './text.ts';
import { sizeOf, unreadable, type TextSize } from './unreadable.ts';

/** One YAML document of a file; `---` separates several. */
export interface YamlDocument {
  readonly root: Node | undefined;
  /** Up to where the next document starts, or the text ends. */
  readonly span: Span;
  /** Where the first syntax error is: what follows it may be read wrongly, and sections may seem to be missing. */
  readonly brokenAt?: number;
}

export interface YamlFile {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly Problem[];
  /** One document without syntax errors and tags: a block of it without anchors and aliases means the same when read alone. */
  readonly separable: boolean;
  readonly size: TextSize;
}

/** Nodes nested deeper than this are not read. */
const MAX_DEPTH = 64;
const MAX_SYNTAX_PROBLEMS = 100;

const OPTIONS = {
  // The library compares each key with each other one: 20,000 keys take seconds. Duplicates are found below.
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
  strict: true,
} as const;

/** Reads YAML. Whatever the text, this returns: trouble is told as problems, and what can be read is. */
export function parseYaml(text: string): YamlFile {
  const size = sizeOf(text);
  const problem = unreadable(text, size);
  if (problem) return { documents: [], problems: [problem], separable: false, size };
  const { documents, problems, separable } = read(text, 0);
  return {
    documents,
    problems: [...problems, ...documents.flatMap(({ root }) => duplicateKeys(root))],
    // One more line, and what looks like the start of a conflict marker would be one.
    separable: separable && !/^<{7}/m.test(text),
    size,
  };
}

/** How many calls V8 notes in each error. */
const stacks: ErrorConstructor & { stackTraceLimit?: number | undefined } = Error;

/** The library makes an error of each stumble, of which nobody looks at the stack: noting it takes a seventh of the time of broken text. */
function withoutStacks<R>(work: () => R): R {
  const { stackTraceLimit } = stacks;
  stacks.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    stacks.stackTraceLimit = stackTraceLimit;
  }
}

/** Reads text whose root stands `depth` levels deep in a larger document. */
function read(text: string, depth: number): Omit<YamlFile, 'size'> {
  const builder = new Builder(text);
  try {
    const parsed = withoutStacks(() => parseAllDocuments(text, OPTIONS));
    const found = (Array.isArray(parsed) ? parsed : []).map((document) => builder.document(document, depth));
    const documents = found.map((document, index) => ({
      ...document,
      span: { start: document.span.start, end: found[index + 1]?.span.start ?? text.length },
    }));
    const separable = builder.separable && builder.problems.length === 0 && documents.length === 1;
    return { documents, problems: builder.problems, separable };
  } catch {
    // The parser is recursive: hostile nesting can exhaust the stack before its own limit answers.
    const message = 'This file is nested too deeply to be read.';
    return {
      documents: [],
      problems: [{ rule: 'syntax/limit', severity: 'error', message, span: { start: 0, end: 1 } }],
      separable: false,
    };
  }
}

/**
 * The root of a block cut out of a document, with offsets as if `text` stood alone; undefined unless it is faultless, and nothing in
 * it depends on what stands elsewhere.
 */
export function parseBlock(text: string, depth: number): Node | undefined {
  if (/^(?:---|\.\.\.|%|<{7})/m.test(text) || text.includes('\0')) return undefined;
  const { separable, documents } = read(text, depth);
  const root = separable ? documents[0]?.root : undefined;
  return root && !isLinked(root) ? root : undefined;
}

const syntax = (message: string, span: Span): Problem => ({ rule: 'syntax/yaml', severity: 'error', message, span });

function lineEnd(text: string, from: number): number {
  for (let i = from; i < text.length; i++) if (text[i] === '\n' || text[i] === '\r') return i;
  return text.length;
}

/** Turns the library's nodes into ours, which are smaller, and collects what is wrong on the way. */
class Builder {
  readonly problems: Problem[] = [];
  /** No tag was met. */
  separable = true;
  /** How many anchors and aliases were met. */
  private links = 0;
  private readonly text: string;
  private anchors = new Map<string, Node>();
  private pending = new Map<string, { target: Node | undefined }[]>();
  private tooDeep = false;

  constructor(text: string) {
    this.text = text;
  }

  document(document: Document.Parsed, depth: number): YamlDocument {
    this.anchors = new Map();
    this.pending = new Map();
    const [start] = document.range;
    const brokenAt = this.syntaxProblem(document);
    return {
      root: document.contents ? this.node(document.contents, depth) : undefined,
      span: { start, end: this.text.length },
      ...(brokenAt !== undefined && { brokenAt }),
    };
  }

  /** Tells the first syntax error: one slip of the pen makes the parser stumble over much that follows. Returns where. */
  private syntaxProblem(document: Document.Parsed): number | undefined {
    const [error] = document.errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
    if (!error) return undefined;
    if (error.code === 'RESOURCE_EXHAUSTION') this.limitDepth({ start: error.pos[0], end: error.pos[1] });
    else if (this.problems.length < MAX_SYNTAX_PROBLEMS) {
      const explained = explainSyntax(error.code, error.message, this.text, error.pos);
      this.problems.push(syntax(explained.message, explained.span));
      return Math.min(error.pos[0], explained.span.start);
    }
    return error.pos[0];
  }

  private limitDepth(span: Span): void {
    if (this.tooDeep) return;
    this.tooDeep = true;
    this.problems.push({
      rule: 'syntax/limit',
      severity: 'error',
      message: `This is nested more than ${MAX_DEPTH} levels deep; what lies deeper is not checked.`,
      span: { start: span.start, end: Math.max(span.start + 1, Math.min(span.end, lineEnd(this.text, span.start))) },
    });
  }

  private node(yaml: YamlNode, depth: number): Node {
    const [start = 0, end = start] = yaml.range ?? [];
    if (depth > MAX_DEPTH) {
      this.limitDepth({ start, end });
      return { kind: 'scalar', start, end, value: null, style: 'plain' };
    }
    if (isAlias(yaml)) return this.alias(yaml.source, start, end);
    const anchor = yaml.anchor;
    if (anchor) this.links++;
    if (yaml.tag) this.separable = false;
    const waiting: { target: Node | undefined }[] = [];
    if (anchor) {
      // Until the anchored node is complete, aliases inside it refer to it and wait; `&a [*a]` contains itself.
      this.pending.set(anchor, waiting);
      this.anchors.delete(anchor);
    }
    const node = this.collection(yaml, start, end, depth);
    const result = anchor ? { ...node, anchor } : node;
    if (anchor) {
      for (const alias of waiting) alias.target = result;
      this.pending.delete(anchor);
      this.anchors.set(anchor, result);
    }
    return result;
  }

  private collection(yaml: YamlNode, start: number, end: number, depth: number): Node {
    const before = this.links;
    if (isMap(yaml)) {
      const pairs: Pair[] = [];
      for (const pair of yaml.items) {
        const key = this.node(pair.key as YamlNode, depth + 1);
        const value = pair.value ? this.node(pair.value as YamlNode, depth + 1) : emptyAt(key.end);
        pairs.push({ key, value });
      }
      const flow = yaml.flow === true;
      const map = { kind: 'map', start, end: flow ? end : lastEnd(pairs.at(-1), end), pairs, flow } as const;
      return this.links > before ? { ...map, linked: true } : map;
    }
    if (isSeq(yaml)) {
      const items = yaml.items.map((item) => this.node(item as YamlNode, depth + 1));
      const flow = yaml.flow === true;
      const seq = { kind: 'seq', start, end: flow ? end : (items.at(-1)?.end ?? end), items, flow } as const;
      return this.links > before ? { ...seq, linked: true } : seq;
    }
    return isScalar(yaml) ? this.scalar(yaml.value, yaml.type, start, end) : emptyAt(start);
  }

  private scalar(value: unknown, type: string | null | undefined, start: number, end: number): ScalarNode {
    const style =
      type === 'QUOTE_DOUBLE'
        ? 'double'
        : type === 'QUOTE_SINGLE'
          ? 'single'
          : type?.startsWith('BLOCK')
            ? 'block'
            : 'plain';
    const plain =
      value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    // A %YAML 1.1 directive or a custom tag yields dates and bytes; the text as written is what was meant.
    return { kind: 'scalar', start, end, value: plain ? value : this.text.slice(start, end), style };
  }

  private alias(name: string, start: number, end: number): Node {
    this.links++;
    const alias = { kind: 'alias' as const, start, end, name, target: this.anchors.get(name) };
    const waiting = this.pending.get(name);
    if (waiting) {
      waiting.push(alias);
      this.problems.push(
        syntax(`*${name} stands inside the value it refers to, so it would contain itself without end.`, {
          start,
          end,
        }),
      );
    } else if (!alias.target) {
      this.problems.push(syntax(`No anchor &${name} comes before this alias.`, { start, end }));
    }
    return alias;
  }
}

/** A block ends with its last entry; blank lines and comments behind it belong to nobody. */
const lastEnd = (pair: Pair | undefined, end: number): number => (pair ? Math.max(pair.key.end, pair.value.end) : end);

const emptyAt = (offset: number): ScalarNode => ({
  kind: 'scalar',
  start: offset,
  end: offset,
  value: null,
  style: 'plain',
});
