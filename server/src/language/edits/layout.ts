import { resolve, type Node, type Pair } from '../../core/document/node.ts';

/** The line break `text` uses. */
export function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** Offset of the start of the line that `offset` is on. */
export function lineStartOf(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start === 0 && text.startsWith('\uFEFF') ? Math.min(1, offset) : start;
}

/** Offset behind the last character of the line that `offset` is on, before its line break. */
export function lineEndOf(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

/** Offset of the line after the one `offset` is on. */
export function nextLineOf(text: string, offset: number): number {
  const end = lineEndOf(text, offset);
  return end + (text.startsWith('\r\n', end) ? 2 : end < text.length ? 1 : 0);
}

export const columnOf = (text: string, offset: number): number => offset - lineStartOf(text, offset);

/** Where the text of a node ends, without the comments and blank lines behind it. */
export function contentEnd(text: string, node: Node): number {
  if (node.kind === 'map' && !node.flow) {
    const last = node.pairs.at(-1);
    return last ? pairEnd(text, last) : node.end;
  }
  if (node.kind === 'seq' && !node.flow) {
    const last = node.items.at(-1);
    return last ? contentEnd(text, last) : node.end;
  }
  return node.end;
}

/** Where an entry ends: behind its value, or behind its colon when it has none. */
export function pairEnd(text: string, pair: Pair): number {
  const end = contentEnd(text, pair.value);
  if (pair.value.start !== pair.value.end || pair.value.kind !== 'scalar') return Math.max(end, pair.key.end);
  return Math.max(colonEnd(text, pair), pair.key.end);
}

/** Offset behind the colon of an entry; behind the key when there is none. */
export function colonEnd(text: string, pair: Pair): number {
  const colon = /^\s*:/.exec(text.slice(pair.key.end, pair.key.end + 1_000));
  return pair.key.end + (colon?.[0].length ?? 0);
}

/** Spaces per level, as the file has it. */
export function indentationUnit(text: string): number {
  const found = /^( +)[^\s#-]/m.exec(text.slice(0, 20_000))?.[1]?.length ?? 2;
  return found > 8 ? 2 : found;
}

/** Whether `offset` is inside a scalar, where a new line would become part of its text. */
export function isInsideScalar(root: Node | undefined, offset: number): boolean {
  const node = root?.kind === 'alias' ? root : resolve(root);
  if (!node || offset <= node.start || offset >= node.end) return false;
  if (node.kind === 'scalar') return true;
  if (node.kind === 'seq') return node.items.some((item) => isInsideScalar(item, offset));
  if (node.kind !== 'map') return false;
  return node.pairs.some((pair) => isInsideScalar(pair.key, offset) || isInsideScalar(pair.value, offset));
}
