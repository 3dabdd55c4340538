/** The part of a document that says where the cursor's line belongs, and little else. */
export interface Skeleton {
  readonly text: string;
  /** Where the cursor's line begins in `text`. */
  readonly lineStart: number;
  /** The column an entry on the cursor's line has, or would have. */
  readonly column: number;
  /** The line is empty and among the items of a list: what goes there needs a dash. */
  readonly needsDash: boolean;
}

/** Neighbours within this many lines are kept as they are; of those farther away, keys and scalar items. */
const NEAR = 60;
const MAX_KEPT = 500;

/** What a line far from the cursor tells of its collection: that it has a key, or a scalar item. */
function farNeighbour(line: Line, level: number): string[] {
  if (line.indent !== level) return [];
  const key = /^([ \t]*[\w.-]+:)(?=\s|$)/.exec(line.text)?.[1];
  if (key !== undefined) return [key];
  return /^[ \t]*-[ \t]+[\w.-]+[ \t]*$/.test(line.text) ? [line.text] : [];
}

/** Lines of a document, from 0 on. */
export interface Lines {
  readonly length: number;
  at(line: number): string | undefined;
}

interface Line {
  readonly text: string;
  /** Column of the first character that is not a blank. */
  readonly indent: number;
  /** Column behind the line's dashes. */
  readonly content: number;
  readonly blank: boolean;
}

function lineOf(text: string): Line {
  const [, indent = '', dashes = ''] = /^([ \t]*)((?:-[ \t]+|-$)*)/.exec(text) ?? [];
  const rest = text.slice(indent.length + dashes.length);
  const blank = dashes === '' && (rest === '' || rest.startsWith('#'));
  const content = dashes.endsWith('-') ? indent.length + dashes.length + 1 : indent.length + dashes.length;
  return { text, indent: indent.length, content, blank };
}

/** Told at little cost: of thousands of lines of a long list nothing else is asked. */
function indentOf(text: string): number {
  let indent = 0;
  while (text[indent] === ' ' || text[indent] === '\t') indent++;
  return indent;
}

const isDashed = (line: Line): boolean => line.content > line.indent;

/** Whether the lines below it may be inside it: it ends in `key:` or `-`, perhaps with an anchor or a tag. */
const opens = (line: Line): boolean => /(?:^|\s)-$|:$|[:-]\s+[&!]\S+$/.test(withoutComment(line.text).trimEnd());

const withoutComment = (text: string): string => text.replace(/\s#.*$/, '');

/**
 * Reduces `lines` (one YAML document) to the cursor's line, the collection it is in, and one line for each collection
 * around that, told by indentation alone. So half-typed text is understood, at a cost that does not grow with the file.
 */
export function skeleton(lines: Lines, cursorLine: number, cursorColumn: number): Skeleton {
  const own = lineOf(lines.at(cursorLine) ?? '');
  const isEmpty = own.text.trim() === '';
  const column = isEmpty ? snap(lines, cursorLine, cursorColumn) : own.content;
  const level = isEmpty || !isDashed(own) ? column : own.indent;
  const above = linesAbove(lines, cursorLine, level, !isEmpty && isDashed(own));
  const below = linesBelow(lines, cursorLine, level, isDashed(own));
  const neighbour = [...above.toReversed(), ...below].map(lineOf).find((line) => line.indent === level);
  const needsDash = isEmpty && neighbour !== undefined && isDashed(neighbour);
  const head = above.map((line) => `${line}\n`).join('');
  const tail = below.map((line) => `\n${line}`).join('');
  return {
    text: `${head}${isEmpty ? ' '.repeat(column) : own.text}${tail}`,
    lineStart: head.length,
    column,
    needsDash,
  };
}

/** The column that fits best for an entry on an empty line with the cursor at `column`. */
function snap(lines: Lines, cursorLine: number, column: number): number {
  const candidates: number[] = [];
  let limit = Number.POSITIVE_INFINITY;
  for (let i = cursorLine - 1; i >= 0 && limit > 0; i--) {
    const line = lineOf(lines.at(i) ?? '');
    if (line.blank || line.indent >= limit) continue;
    if (limit === Number.POSITIVE_INFINITY && opens(line)) {
      const opener = line.text.trimEnd().endsWith('-') ? line.indent : line.content;
      const child = nextLine(lines, cursorLine);
      if (column > opener) return child && child.indent > opener ? child.indent : column;
    }
    candidates.push(line.content);
    if (isDashed(line)) candidates.push(line.indent);
    limit = line.indent;
  }
  const fitting = candidates.filter((candidate) => candidate <= column);
  if (fitting.length > 0) return Math.max(...fitting);
  return nextLine(lines, cursorLine)?.indent ?? (candidates.length > 0 ? Math.min(...candidates) : column);
}

function nextLine(lines: Lines, from: number): Line | undefined {
  for (let i = from + 1; i < lines.length; i++) {
    const line = lineOf(lines.at(i) ?? '');
    if (!line.blank) return line;
  }
  return undefined;
}

/** Siblings above, then one line per collection around them. `level` is the column of the innermost collection. */
function linesAbove(lines: Lines, cursorLine: number, level: number, inSequence: boolean): string[] {
  const kept: string[] = [];
  let need = level;
  let sequence = inSequence;
  let isInnermost = true;
  for (let i = cursorLine - 1; i >= 0 && (need > 0 || isInnermost || sequence); i--) {
    const text = lines.at(i) ?? '';
    const isFar = !isInnermost || (cursorLine - i > NEAR && indentOf(text) > level);
    if (isFar && indentOf(text) > need) continue;
    const line = lineOf(text);
    if (line.blank) continue;
    const isHead = line.indent < need || (sequence && line.indent === need && !isDashed(line));
    if (!isHead) {
      if (isInnermost && kept.length < MAX_KEPT)
        kept.push(...(cursorLine - i <= NEAR ? [line.text] : farNeighbour(line, level)));
      continue;
    }
    kept.push(line.text);
    isInnermost = false;
    // Behind a dash stands the item; the dash's own column is that of the sequence around it.
    sequence = isDashed(line);
    need = line.indent;
  }
  return kept.reverse();
}

function linesBelow(lines: Lines, cursorLine: number, level: number, inSequence: boolean): string[] {
  const kept: string[] = [];
  for (let i = cursorLine + 1; i < lines.length && kept.length < MAX_KEPT; i++) {
    const text = lines.at(i) ?? '';
    if (i - cursorLine > NEAR && indentOf(text) > level) continue;
    const line = lineOf(text);
    if (line.blank) continue;
    if (line.indent < level || (inSequence && line.indent === level && !isDashed(line))) break;
    kept.push(...(i - cursorLine <= NEAR ? [line.text] : farNeighbour(line, level)));
  }
  return kept;
}
