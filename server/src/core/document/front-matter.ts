import type { Span } from './text.ts';

/** Where a Markdown file's front matter is: `outer` with its `---` lines, `inner` the YAML between them. */
export interface FrontMatter {
  readonly outer: Span;
  readonly inner: Span;
  /** False while the closing `---` is missing. */
  readonly closed: boolean;
}

/** The front matter at the start of `text`, as the Hugging Face hub finds it: an opening `---` line, YAML, a closing one. */
export function findFrontMatter(text: string): FrontMatter | undefined {
  const opening = /^\uFEFF?(?:[ \t]*\r?\n)*---[ \t]*(?:\r\n|\r|\n)/.exec(text);
  if (!opening) return undefined;
  const start = opening[0].length;
  const closing = /^---[ \t]*$/m;
  const match = closing.exec(text.slice(start));
  if (!match) return { outer: { start: 0, end: text.length }, inner: { start, end: text.length }, closed: false };
  const end = start + match.index;
  return { outer: { start: 0, end: end + match[0].length }, inner: { start, end }, closed: true };
}
