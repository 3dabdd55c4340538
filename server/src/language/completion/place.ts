import type { CheckedFile } from '../../core/document/checked-file.ts';
import { findFrontMatter } from '../../core/document/front-matter.ts';
import { keyName, nodeAt, resolve, type Node } from '../../core/document/node.ts';
import { parseYaml } from '../../core/document/parse.ts';
import type { Span } from '../../core/document/text.ts';
import type { Path } from '../../core/problem.ts';
import { scan, type ScanState } from '../scan.ts';
import { skeleton, type Lines } from './skeleton.ts';

/** Where the cursor is in a file that may be half typed. */
export interface CompletionPlace {
  /** The tree around the cursor, with a mark in the cursor's place. Not the whole document. */
  readonly root: Node | undefined;
  /** The mapping a key belongs to, or the value itself. */
  readonly path: Path;
  /** `either`: the first thing of a new collection or item, so it may become a key or a value. */
  readonly role: 'key' | 'value' | 'either';
  /** Keys the mapping has already; for an item, the scalars its list has already. */
  readonly present: ReadonlySet<string>;
  /** What a completion replaces. */
  readonly span: Span;
  /** What of it was typed before the cursor, without an opening quote. */
  readonly typed: string;
  readonly quote: '"' | "'" | undefined;
  /** The quote is closed behind the cursor. */
  readonly quoteClosed: boolean;
  /** A colon stands behind the key already. */
  readonly hasColon: boolean;
  readonly inFlow: boolean;
  /** To write in front of what is inserted. */
  readonly prefix: string;
  /** Column at which the key or value begins. */
  readonly column: number;
  /** Column of the key the value belongs to. */
  readonly keyColumn: number;
  /** Leading blanks of the line up to `span.start`. */
  readonly baseColumn: number;
  /** Directly behind a dash: lines of a mapping may follow. */
  readonly behindDash: boolean;
}

export type Found =
  | { readonly kind: 'place'; readonly place: CompletionPlace }
  | { readonly kind: 'comment'; readonly start: number }
  | { readonly kind: 'empty'; readonly span: Span }
  | { readonly kind: 'nothing' };

const MARK = 'production_first_cursor';
const NOTHING: Found = { kind: 'nothing' };

/** What stands at `offset`, told from the lines around it: the text need not parse. */
export function findPlace(file: CheckedFile, offset: number): Found {
  const bounds = documentBounds(file, offset);
  if (!bounds) return NOTHING;
  const { lines: index, text } = file;
  const cursorLine = index.position(offset).line;
  const lineStart = index.lineStart(cursorLine);
  const lines: Lines = {
    length: bounds.last - bounds.first + 1,
    at: (line) => index.line(bounds.first + line).replace(/^\uFEFF/, ' '),
  };
  if (hasNothing(lines) && text.slice(lineStart, offset).trim() === '')
    return { kind: 'empty', span: { start: offset, end: offset } };

  const bones = skeleton(lines, cursorLine - bounds.first, offset - lineStart);
  const isEmpty = index.line(cursorLine).trim() === '';
  const at = isEmpty ? bones.lineStart + bones.column : bones.lineStart + offset - lineStart;
  const state = scan(bones.text, at);
  if (state.comment !== undefined) return { kind: 'comment', start: offset - (at - state.comment) };
  if (state.inBlockScalar) return NOTHING;
  const shift = offset - at;
  const token = tokenAround(bones.text, at, state);
  if (!token) return NOTHING;
  const found = locateMark(repaired(bones.text, token, state, bones.needsDash), state, token);
  if (!found) return NOTHING;

  const moves = isEmpty && bones.column !== offset - lineStart;
  const start = moves ? lineStart : token.start + shift;
  const blanks = /^[ \t]*/.exec(text.slice(lineStart, start))?.[0].length ?? 0;
  const column = token.start - bones.lineStart + (bones.needsDash ? 2 : 0);
  const place: CompletionPlace = {
    ...found,
    span: { start, end: isEmpty ? offset : token.end + shift },
    typed: bones.text.slice(token.start + (state.quote ? 1 : 0), at),
    quote: state.quote,
    quoteClosed: token.quoteClosed,
    hasColon: token.hasColon,
    inFlow: state.flow.length > 0,
    prefix: (moves ? ' '.repeat(bones.column) : '') + (bones.needsDash ? '- ' : token.needsSpace ? ' ' : ''),
    column: column + (token.needsSpace ? 1 : 0),
    keyColumn: state.keyColumn,
    baseColumn: blanks,
    behindDash: state.behind === 'dash' || bones.needsDash,
  };
  return { kind: 'place', place };
}

/** Whether there are only comments. */
function hasNothing(lines: Lines): boolean {
  for (let line = 0; line < lines.length; line++) if (!/^\s*(?:#.*)?$/.test(lines.at(line) ?? '')) return false;
  return true;
}

/** First and last line of the YAML document the offset is in; undefined outside any. */
function documentBounds(file: CheckedFile, offset: number): { first: number; last: number } | undefined {
  const { lines, text } = file;
  const cursorLine = lines.position(offset).line;
  let low = 0;
  let high = lines.lineCount - 1;
  if (file.kind === 'huggingface-card') {
    const matter = findFrontMatter(text);
    if (!matter || offset < matter.inner.start || offset > matter.inner.end) return undefined;
    low = lines.position(matter.inner.start).line;
    high = matter.closed ? Math.max(low, lines.position(matter.inner.end).line - 1) : high;
    if (cursorLine > high) return undefined;
  }
  const isMarker = (line: number): boolean =>
    /[-.]/.test(text[lines.lineStart(line)] ?? '') && /^(?:---|\.\.\.)(?=\s|$)/.test(lines.line(line));
  if (isMarker(cursorLine)) return undefined;
  let first = cursorLine;
  while (first > low && !isMarker(first - 1)) first--;
  let last = cursorLine;
  while (last < high && !isMarker(last + 1)) last++;
  return { first, last };
}

interface Token extends Span {
  readonly quoteClosed: boolean;
  readonly hasColon: boolean;
  readonly needsSpace: boolean;
}

/** The scalar the cursor is in, as far as it reaches on its line. */
function tokenAround(text: string, at: number, state: ScanState): Token | undefined {
  const rest = /^[^\r\n]*/.exec(text.slice(at))?.[0] ?? '';
  const inFlow = state.flow.length > 0;
  const before = text[at - 1];
  if (state.quote) {
    const closing = state.quote === '"' ? /^(?:\\.|[^"\\])*"/ : /^(?:''|[^'])*'/;
    const match = closing.exec(rest);
    const end = at + (match ? match[0].length : ((inFlow ? /^[^,\]}]*/ : /^.*/).exec(rest)?.[0].trimEnd().length ?? 0));
    const hasColon = /^\s*:/.test(text.slice(end));
    return { start: state.tokenStart, end, quoteClosed: match !== null, hasColon, needsSpace: false };
  }
  if (state.closed) return undefined;
  const stop = inFlow ? /:(?=[\s,[\]{}]|$)|[,[\]{}]|\s#/ : /:(?=\s|$)|\s#/;
  const length = /^["'{[|>&*!]/.test(rest) && state.tokenStart === at ? 0 : rest.search(stop);
  const word = length < 0 ? rest : rest.slice(0, length);
  // `key:|` has its value still to come, and no blank before it.
  const needsSpace = state.tokenStart === at && (before === ':' || (before === '-' && !inFlow));
  const end = at + word.trimEnd().length;
  return {
    start: state.tokenStart,
    end,
    quoteClosed: false,
    hasColon: /^[ \t]*:(?=[\s,[\]{}]|$)/.test(text.slice(end)),
    needsSpace,
  };
}

/** The skeleton with a mark in the token's place, and a colon behind it where a key can stand. */
function repaired(text: string, token: Token, state: ScanState, needsDash: boolean): string {
  const canBeKey = state.flow.length === 0 && state.behind !== 'colon' && !token.hasColon;
  const mark = `${token.needsSpace ? ' ' : ''}${needsDash ? '- ' : ''}${MARK}${canBeKey ? ':' : ''}`;
  const tail = text.slice(token.end);
  const separator = token.hasColon || /^\s|^[,\]}]|^$/.test(tail) ? '' : state.flow.length > 0 ? ', ' : ' ';
  return text.slice(0, token.start) + mark + separator + tail;
}

type Located = Pick<CompletionPlace, 'root' | 'path' | 'role' | 'present'>;

function locateMark(text: string, state: ScanState, token: Token): Located | undefined {
  for (const { root } of parseYaml(text).documents) {
    const found = search(root, []);
    if (!found) continue;
    const parent = resolve(nodeAt(root, found.path));
    if (!found.isKey) {
      const list = resolve(nodeAt(root, found.path.slice(0, -1)));
      return {
        root,
        path: found.path,
        role: 'value',
        present: new Set(list?.kind === 'seq' ? scalars(list.items) : []),
      };
    }
    const keys = parent?.kind === 'map' ? parent.pairs.flatMap((pair) => keyName(pair) ?? []) : [];
    const others = keys.filter((key) => key !== MARK);
    const isFirst = others.length === 0 && state.flow.length === 0 && !token.hasColon && found.path.length > 0;
    const list = resolve(nodeAt(root, found.path.slice(0, -1)));
    const listed = isFirst && typeof found.path.at(-1) === 'number' && list?.kind === 'seq' ? scalars(list.items) : [];
    return { root, path: found.path, role: isFirst ? 'either' : 'key', present: new Set([...others, ...listed]) };
  }
  return undefined;
}

const scalars = (items: readonly Node[]): string[] =>
  items.flatMap((item) => (item.kind === 'scalar' && item.value !== MARK ? [String(item.value)] : []));

/** The mark's path; for a key the path of its mapping. */
function search(node: Node | undefined, path: Path): { path: Path; isKey: boolean } | undefined {
  if (node?.kind === 'scalar') return node.value === MARK ? { path, isKey: false } : undefined;
  if (node?.kind === 'seq') {
    for (const [index, item] of node.items.entries()) {
      const found = search(item, [...path, index]);
      if (found) return found;
    }
  }
  if (node?.kind !== 'map') return undefined;
  for (const pair of node.pairs) {
    if (keyName(pair) === MARK) return { path, isKey: true };
    const found = search(pair.value, [...path, keyName(pair) ?? '']);
    if (found) return found;
  }
  return undefined;
}
