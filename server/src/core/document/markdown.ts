import { MarkdownLines, type MarkdownLine } from './markdown-lines.ts';
import type { Span } from './text.ts';

/** A heading and what stands below it. Offsets are in the file. */
export interface Section {
  /** 1 to 6. */
  readonly level: number;
  /** The heading's text without its marks. */
  readonly title: string;
  readonly heading: Span;
  /** From behind the heading to the next one of any level. */
  readonly content: Span;
  /** Whether the content is only blank lines, comments and rules. */
  readonly empty: boolean;
}

/** The Markdown of a card: as much of it as the checks need. */
export interface MarkdownBody {
  readonly span: Span;
  readonly sections: readonly Section[];
  /** Text as long as the file, blank where the file is not prose: front matter, code, comments. */
  readonly prose: string;
  /** Whether nothing at all is written. */
  readonly empty: boolean;
}

/** Reads ATX and Setext headings, fenced code and comments of `text` from `start` on, in time linear in its length. */
export function readMarkdown(text: string, start: number): MarkdownBody {
  const lines = new MarkdownLines(text, start);
  const reader = new SectionReader(text);
  for (let line = lines.next(); line; line = lines.next()) reader.line(line);
  return { span: { start, end: text.length }, sections: reader.finish(), prose: lines.prose(), empty: reader.empty };
}

class SectionReader {
  empty = true;
  private readonly text: string;
  private readonly sections: Section[] = [];
  private open: { level: number; title: string; heading: Span; from: number; empty: boolean } | undefined;
  /** The paragraph so far: an underline makes it a heading, anything else content. */
  private paragraph: Span | undefined;

  constructor(text: string) {
    this.text = text;
  }

  line(line: MarkdownLine): void {
    if (line.blank) {
      this.endParagraph();
      return;
    }
    this.empty = false;
    const underline = this.paragraph && !line.code && /^ {0,3}(?:(=+)|-+)[ \t]*$/.exec(line.visible);
    const atx = line.code ? undefined : atxHeading(line);
    if (underline && this.paragraph) {
      const heading = this.paragraph;
      this.paragraph = undefined;
      this.begin(underline[1] ? 1 : 2, heading, heading.start, line.end);
    } else if (atx) {
      this.endParagraph();
      this.begin(atx.level, atx.span, line.start, line.end);
    } else if (!line.code && isParagraph(line.visible)) {
      const indent = line.visible.length - line.visible.trimStart().length;
      const end = line.start + line.visible.trimEnd().length;
      this.paragraph = { start: this.paragraph?.start ?? line.start + indent, end };
    } else {
      this.endParagraph();
      if (this.open && (line.code || !isRule(line.visible))) this.open.empty = false;
    }
  }

  finish(): Section[] {
    this.endParagraph();
    this.close(this.text.length);
    return this.sections;
  }

  private endParagraph(): void {
    if (this.paragraph && this.open) this.open.empty = false;
    this.paragraph = undefined;
  }

  private begin(level: number, heading: Span, start: number, from: number): void {
    this.close(start);
    const title = this.text.slice(heading.start, heading.end).replace(/\s+/g, ' ');
    this.open = { level, title, heading, from, empty: true };
  }

  private close(end: number): void {
    if (!this.open) return;
    const { from, ...section } = this.open;
    this.sections.push({ ...section, content: { start: from, end } });
    this.open = undefined;
  }
}

const isRule = (line: string): boolean => /^[ \t]*(?:[-*_][ \t]*)+$/.test(line);

/** Lists, quotes and tables cannot be underlined into headings. */
const isParagraph = (line: string): boolean =>
  /^ {0,3}[^\s>|]/.test(line) && !/^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/.test(line) && !isRule(line);

function atxHeading({ visible, start: from }: MarkdownLine): { level: number; span: Span } | undefined {
  const marks = /^ {0,3}(#{1,6})(?=[ \t]|$)/.exec(visible);
  if (!marks) return undefined;
  let end = visible.trimEnd().length;
  let closing = end;
  while (closing > marks[0].length && visible.charAt(closing - 1) === '#') closing--;
  if (/[ \t]/.test(visible.charAt(closing - 1)))
    end = Math.max(marks[0].length, visible.slice(0, closing).trimEnd().length);
  let start = marks[0].length;
  while (start < end && /[ \t]/.test(visible.charAt(start))) start++;
  return { level: marks[1]?.length ?? 1, span: { start: from + start, end: from + end } };
}
