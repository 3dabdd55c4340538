import type { Span } from './text.ts';
import { openBracket, openQuote } from './unclosed.ts';

/** The YAML library's findings in words that say what to do. Codes without an entry keep the library's sentence. */
const MESSAGES: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'This line is indented with a tab. YAML allows only spaces here.',
  BAD_INDENT: 'The indentation of this line does not fit the lines around it.',
  MISSING_CHAR: '',
  BLOCK_AS_IMPLICIT_KEY:
    'A ":" inside this value makes it look like another mapping. Put the value in quotes, or start a new line.',
  MULTILINE_IMPLICIT_KEY: 'A key must be on one line. Is a ":" missing behind it?',
  UNEXPECTED_TOKEN: '',
  BAD_SCALAR_START: 'A value cannot start with this character unless it is in quotes.',
  BAD_ALIAS: 'An alias cannot stand here, or its name is not valid.',
  DUPLICATE_KEY: 'This key is written twice in the mapping.',
  MULTIPLE_DOCS: 'A second document starts here.',
  MULTIPLE_ANCHORS: 'A value can have only one anchor.',
  MULTIPLE_TAGS: 'A value can have only one tag.',
};

export function explainSyntax(
  code: string,
  message: string,
  text: string,
  [start, end]: readonly [number, number],
): { message: string; span: Span } {
  const unclosed = explainUnclosed(message, text, start);
  if (unclosed) return unclosed;
  const from = Math.min(start, Math.max(0, text.length - 1));
  let to = Math.max(from + 1, Math.min(end, text.length));
  // The library points at the first character only.
  if (code === 'BLOCK_AS_IMPLICIT_KEY')
    to = from + (/^.*?(?=\s+#|\s*$)/m.exec(text.slice(from, from + 1_000))?.[0].length ?? 1);
  const newline = text.slice(from, to).search(/[\r\n]/);
  if (newline > 0) to = from + newline;
  return {
    message: MESSAGES[code] || `This is not valid YAML: ${lowerFirst(message)}.`,
    span: { start: from, end: Math.min(to, Math.max(text.length, 1)) },
  };
}

/** What is never closed is noticed far behind the place to mend, so that place is looked for. */
function explainUnclosed(message: string, text: string, end: number): { message: string; span: Span } | undefined {
  const quote = /^Missing closing (["'])quote/.exec(message)?.[1];
  const isFlow = /^Flow (?:map|sequence) in block collection must be sufficiently indented/.test(message);
  const at = quote !== undefined ? openQuote(text, end, quote) : isFlow ? openBracket(text, end) : undefined;
  if (at === undefined) return undefined;
  const opening = text.charAt(at);
  const closing = { '[': ']', '{': '}' }[opening];
  return {
    message: closing
      ? `This "${opening}" is never closed. Put a "${closing}" behind the last entry.`
      : `This quote is never closed. Put another ${opening} at the end of the value.`,
    span: { start: at, end: at + 1 },
  };
}

const lowerFirst = (message: string): string => (message.charAt(0).toLowerCase() + message.slice(1)).replace(/\.$/, '');
