import type { Span } from './text.ts';

/** A line of Markdown, without its break. */
export interface MarkdownLine extends Span {
  /** The line with blanks in place of comments. */
  readonly visible: string;
  /** Only white space and comments. */
  readonly blank: boolean;
  /** In a fenced block, or one of its fences. */
  readonly code: boolean;
}

/** Goes through Markdown line by line and remembers what is code and what a comment. */
export class MarkdownLines {
  private readonly text: string;
  private at: number;
  private fence: { readonly character: string; readonly length: number } | undefined;
  private inComment = false;
  /** Code and comments, in order. */
  private readonly hidden: Span[];

  constructor(text: string, start: number) {
    this.text = text;
    this.at = start;
    this.hidden = [{ start: 0, end: start }];
  }

  next(): MarkdownLine | undefined {
    const { text, at: start } = this;
    if (start >= text.length) return undefined;
    let end = start;
    for (let code = text.charCodeAt(end); end < text.length && code !== 10 && code !== 13;)
      code = text.charCodeAt(++end);
    this.at = end + (text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? 2 : 1);
    return this.line(start, end);
  }

  /** The text with blanks in place of all that is code or a comment. */
  prose(): string {
    const parts: string[] = [];
    let from = 0;
    for (const { start, end } of this.hidden) {
      parts.push(
        this.text.slice(from, start),
        this.text.slice(start, end).replace(/[^\r\n]+/g, (run) => ' '.repeat(run.length)),
      );
      from = end;
    }
    return parts.join('') + this.text.slice(from);
  }

  private line(start: number, end: number): MarkdownLine {
    if (start === end) return { start, end, visible: '', blank: true, code: this.fence !== undefined };
    const raw = this.text.slice(start, end);
    const isFence = !this.inComment && this.toggleFence(raw);
    if (isFence || this.fence) {
      this.hide(start, end);
      return { start, end, visible: raw, blank: false, code: true };
    }
    const visible = this.inComment || raw.includes('`') || raw.includes('<!--') ? this.mask(raw, start) : raw;
    return { start, end, visible, blank: visible.trim() === '', code: false };
  }

  /** Whether the line opens or closes a fenced block. */
  private toggleFence(raw: string): boolean {
    const mark = /^[ \t]*(`{3,}|~{3,})/.exec(raw);
    const run = mark?.[1];
    if (!mark || !run) return false;
    const rest = raw.slice(mark[0].length);
    if (!this.fence) {
      if (run.startsWith('`') && rest.includes('`')) return false;
      this.fence = { character: run.charAt(0), length: run.length };
      return true;
    }
    if (!run.startsWith(this.fence.character) || run.length < this.fence.length || rest.trim() !== '') return false;
    this.fence = undefined;
    return true;
  }

  private mask(raw: string, offset: number): string {
    const parts: string[] = [];
    const spans = codeSpans(raw);
    const interesting = /`+|<!--/g;
    for (let at = 0; at < raw.length;) {
      if (this.inComment) {
        const close = raw.indexOf('-->', at);
        const to = close < 0 ? raw.length : close + 3;
        this.inComment = close < 0;
        this.hide(offset + at, offset + to);
        parts.push(' '.repeat(to - at));
        at = to;
        continue;
      }
      interesting.lastIndex = at;
      const found = interesting.exec(raw);
      const from = found?.index ?? raw.length;
      parts.push(raw.slice(at, from));
      at = from;
      if (!found) break;
      if (found[0] === '<!--') {
        this.inComment = true;
        continue;
      }
      const closed = spans.get(from);
      const to = closed ?? from + found[0].length;
      if (closed !== undefined) this.hide(offset + from, offset + to);
      parts.push(raw.slice(from, to));
      at = to;
    }
    return parts.join('');
  }

  private hide(start: number, end: number): void {
    this.hidden.push({ start, end });
  }
}

/** Beyond this many runs of backticks a line is no text, and not worth the memory. */
const MAX_RUNS = 10_000;

/** Where each code span of a line ends, by where it starts: a run of backticks closes with the next run as long. */
function codeSpans(line: string): Map<number, number> {
  const runs: Span[] = [];
  for (const match of line.matchAll(/`+/g)) {
    if (runs.length === MAX_RUNS) return new Map();
    runs.push({ start: match.index, end: match.index + match[0].length });
  }
  const nextOfLength = new Map<number, number>();
  const closing: (number | undefined)[] = [];
  for (let i = runs.length - 1; i >= 0; i--) {
    const run = runs[i];
    if (!run) continue;
    closing[i] = nextOfLength.get(run.end - run.start);
    nextOfLength.set(run.end - run.start, i);
  }
  const spans = new Map<number, number>();
  for (let i = 0; i < runs.length; i++) {
    const close = closing[i];
    const [open, end] = [runs[i], close === undefined ? undefined : runs[close]?.end];
    if (!open || close === undefined || end === undefined) continue;
    spans.set(open.start, end);
    i = close;
  }
  return spans;
}
