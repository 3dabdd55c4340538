import { Document, Pair, Scalar, YAMLMap, YAMLSeq, type Node } from 'yaml';

/** What is written: plain values, lists, and mappings as lists of lines. */
export type Written = string | number | boolean | readonly Written[] | Mapping;

/** An entry of a mapping. Its strings may hold anything; its notes are ours. */
export interface Entry {
  readonly key: string;
  /** Undefined leaves the value open. */
  readonly value: Written | undefined;
  /** Behind the value, on the same line. */
  readonly note?: string;
  /** Set off by an empty line. */
  readonly apart?: boolean;
}

/** A line between entries that only says something. */
export interface Remark {
  readonly remark: string;
  readonly apart?: boolean;
}

/** A mapping in the order of its lines. */
export class Mapping {
  readonly lines: readonly (Entry | Remark)[];

  constructor(lines: readonly (Entry | Remark)[]) {
    this.lines = lines;
  }
}

const OPTIONS = {
  lineWidth: 0,
  nullStr: '',
  indentSeq: true,
  // One line per string: a folded one is hard to edit.
  doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
} as const;

/** Characters that end a line for some readers, or cannot be seen. Legal only inside double quotes, where they are escaped. */
const UNSEEN = /[\p{C}\u2028\u2029]/u;

/** The text of a YAML document that reads back as exactly these values. */
export function writeYaml(root: Mapping): string {
  const document = new Document(null, { compat: 'yaml-1.1' });
  document.contents = mappingNode(root);
  return document
    .toString(OPTIONS)
    .replace(/[\u0085\u2028\u2029\uFEFF]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function node(value: Written): Node {
  if (value instanceof Mapping) return mappingNode(value);
  if (typeof value === 'object') {
    const list = new YAMLSeq();
    list.items = value.map(node);
    list.flow = value.length === 0;
    return list;
  }
  const scalar = new Scalar(value);
  // Only in blocks, one below the other, can lines be read.
  if (typeof value === 'string' && (UNSEEN.test(value.replaceAll('\n', '')) || !value.isWellFormed()))
    scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

function mappingNode({ lines }: Mapping): Node {
  const map = new YAMLMap();
  let remarks: string[] = [];
  let apart = false;
  for (const line of lines) {
    apart ||= line.apart === true;
    if ('remark' in line) {
      remarks.push(` ${line.remark}`);
      continue;
    }
    const key = new Scalar(line.key);
    if (remarks.length > 0) key.commentBefore = remarks.join('\n');
    key.spaceBefore = apart && map.items.length > 0;
    const value = line.value === undefined ? new Scalar(null) : node(line.value);
    if (line.note) value.comment = ` ${line.note}`;
    map.items.push(new Pair(key, value));
    remarks = [];
    apart = false;
  }
  if (remarks.length > 0) map.comment = remarks.join('\n');
  return map;
}
