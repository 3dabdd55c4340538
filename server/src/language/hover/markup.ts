import { shortened } from '../shortened.ts';
/** A piece of a line. A plain string is only ever shown as text, so text from files can stand anywhere. */
export type Inline =
  | string
  | { readonly code: string }
  | { readonly strong: string }
  /** Only ever an address of ours, never one from a file. */
  | { readonly link: string; readonly text: string };

export type Line = readonly Inline[];

export type Block =
  | { readonly paragraph: Line }
  | { readonly list: readonly Line[] }
  | { readonly table: { readonly head: readonly Line[]; readonly rows: readonly (readonly Line[])[] } }
  /** Text shown as it is, line breaks included. */
  | { readonly listing: string };

export type Format = 'markdown' | 'plaintext';

const MAX_CODE = 200;

export const code = (text: string): Inline => ({ code: text });
export const paragraph = (...line: Inline[]): Block => ({ paragraph: line });

/** `blocks` as the client shows them. Nothing in them becomes a link, an image, HTML or a command. */
export function render(blocks: readonly Block[], format: Format): string {
  const line = (pieces: Line): string => {
    const text = pieces.map((piece) => inline(piece, format)).join('');
    return format === 'markdown' ? startOfLine(text) : text;
  };
  const texts = blocks.map((block) => {
    if ('paragraph' in block) return line(block.paragraph);
    if ('table' in block) return table(block.table, format);
    if ('list' in block) return block.list.map((item) => `- ${line(item)}`).join('\n');
    if (format === 'plaintext') return block.listing;
    const fence = '`'.repeat(Math.max(3, longestRun(block.listing) + 1));
    return `${fence}\n${block.listing}\n${fence}`;
  });
  return texts.join('\n\n');
}

function table(
  { head, rows }: { readonly head: readonly Line[]; readonly rows: readonly (readonly Line[])[] },
  format: Format,
): string {
  const cell = (pieces: Line): string => pieces.map((piece) => inline(piece, format)).join('');
  if (format === 'plaintext') return [head, ...rows].map((row) => row.map(cell).join('  ')).join('\n');
  const row = (cells: readonly Line[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [row(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(row)].join('\n');
}

function inline(piece: Inline, format: Format): string {
  if (typeof piece === 'string') return format === 'markdown' ? escapeMarkdown(piece) : oneLine(piece);
  if ('strong' in piece) return format === 'markdown' ? `**${escapeMarkdown(piece.strong)}**` : oneLine(piece.strong);
  if ('link' in piece)
    return format === 'markdown' ? `[${escapeMarkdown(piece.text)}](<${piece.link}>)` : `${piece.text}: ${piece.link}`;
  return format === 'markdown' ? codeSpan(piece.code) : codeText(piece.code);
}

function codeSpan(text: string): string {
  const shown = codeText(text);
  if (shown.trim() === '') return '""';
  const fence = '`'.repeat(longestRun(shown) + 1);
  // A space on both sides is taken away by the reader; without it a backtick would touch the fence.
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

const longestRun = (text: string): number =>
  Math.max(0, ...(text.match(/`+/g) ?? []).map((backticks) => backticks.length));

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

const codeText = (text: string): string => shortened(oneLine(text), MAX_CODE);

/** Text without any meaning to Markdown, bare addresses included, which readers turn into links. */
function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]<>~|&$]/g, (character) => (character === '<' ? '&lt;' : `\\${character}`))
    .replace(/:\/\//g, ':\\/\\/')
    .replace(/www\./gi, (match) => match.replace('.', '\\.'))
    .replace(/(?<=\S)@(?=\S)/g, '\\@');
}

/** What starts a heading, a list or a quotation at the start of a line does not do so here. */
const startOfLine = (line: string): string =>
  line
    .trim()
    .replace(/^[#+=-](?![\w.])/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
