import type { Change } from './change.ts';

/** Half-open range of UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Zero-based line and UTF-16 character, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Converts between offsets and positions. Lines end at \n, \r\n or a lone \r, as the protocol defines. */
export class LineIndex {
  private readonly starts: Uint32Array;
  private readonly text: string;

  constructor(text: string, starts = Uint32Array.from([0, ...lineStarts(text, 1, text.length)])) {
    this.text = text;
    this.starts = starts;
  }

  /** The lines of `text`, which differs by `change` from the text of this index: only there it is looked through. */
  after(text: string, change: Change): LineIndex {
    // A line begins behind a line break, and whether "\r" is one tells the character that follows.
    const kept = this.lineAt(change.start - 1) + 1;
    const found = lineStarts(text, Math.max(1, change.start), change.newEnd);
    const behind = this.starts.subarray(this.lineAt(change.oldEnd) + 1);
    const starts = new Uint32Array(kept + found.length + behind.length);
    starts.set(this.starts.subarray(0, kept));
    starts.set(found, kept);
    const delta = change.newEnd - change.oldEnd;
    const from = kept + found.length;
    for (let i = 0; i < behind.length; i++) starts[from + i] = (behind[i] ?? 0) + delta;
    return new LineIndex(text, starts);
  }

  get lineCount(): number {
    return this.starts.length;
  }

  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    const line = this.lineAt(at);
    return { line, character: at - (this.starts[line] ?? 0) };
  }

  /** The last line that begins at or in front of `offset`. */
  private lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  offset(position: Position): number {
    if (position.line >= this.starts.length) return this.text.length;
    const start = this.starts[Math.max(0, position.line)] ?? 0;
    return Math.max(start, Math.min(start + position.character, this.lineEnd(position.line)));
  }

  range(span: Span): Range {
    return { start: this.position(span.start), end: this.position(span.end) };
  }

  span(range: Range): Span {
    return { start: this.offset(range.start), end: this.offset(range.end) };
  }

  lineStart(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  /** Offset behind the line's last character, before its line break. */
  lineEnd(line: number): number {
    let end = this.starts[line + 1] ?? this.text.length;
    if (line + 1 < this.starts.length) {
      end--;
      if (this.text.charCodeAt(end) === 10 && this.text.charCodeAt(end - 1) === 13) end--;
    }
    return Math.max(end, this.lineStart(line));
  }

  line(line: number): string {
    return this.text.slice(this.lineStart(line), this.lineEnd(line));
  }
}

/** Where lines begin in `text[from, to]`: behind each line break. */
function lineStarts(text: string, from: number, to: number): number[] {
  const starts: number[] = [];
  for (let at = from; at <= to; at++) {
    const code = text.charCodeAt(at - 1);
    if (code === 10 || (code === 13 && text.charCodeAt(at) !== 10)) starts.push(at);
  }
  return starts;
}
