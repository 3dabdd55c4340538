/** Where the quote opens that is still open at `end`; undefined when it cannot be told. */
export function openQuote(text: string, end: number, quote: string): number | undefined {
  for (let i = Math.min(end, text.length) - 1; i >= 0; i--) {
    if (text[i] !== quote) continue;
    if (quote === "'" && text[i - 1] === quote) {
      i--; // '' stands for one quote inside the value
      continue;
    }
    if (quote === '"' && backslashesBefore(text, i) % 2 === 1) continue;
    return i;
  }
  return undefined;
}

function backslashesBefore(text: string, at: number): number {
  let start = at;
  while (text[start - 1] === '\\') start--;
  return at - start;
}

/** What may stand before a value on its line. */
const BEFORE_VALUE: ReadonlySet<string> = new Set(['', ':', '-', '?', ',', '[', '{']);

/** Where the innermost `[` or `{` opens that is still open at `end`; undefined when there is none. */
export function openBracket(text: string, end: number): number | undefined {
  const open: number[] = [];
  /** The last character on the line that is not a blank. */
  let before = '';
  for (let i = 0; i < end && i < text.length; i++) {
    const character = text.charAt(i);
    if (character === '\n' || character === '\r') before = '';
    if (/\s/.test(character)) continue;
    const startsValue = BEFORE_VALUE.has(before);
    if (character === '#' && (before === '' || /\s/.test(text.charAt(i - 1)))) {
      while (i + 1 < text.length && !/[\r\n]/.test(text.charAt(i + 1))) i++;
      continue;
    }
    if ((character === '"' || character === "'") && startsValue) i = endOfQuoted(text, i);
    else if ((character === '[' || character === '{') && (startsValue || open.length > 0)) open.push(i);
    else if (character === ']' || character === '}') open.pop();
    before = character;
  }
  return open.at(-1);
}

/** Offset of the quote that closes the one at `start`, or the text's end. */
function endOfQuoted(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let i = start + 1; i < text.length; i++) {
    if (quote === '"' && text[i] === '\\') i++;
    else if (text[i] === quote) {
      if (quote === '"' || text[i + 1] !== quote) return i;
      i++;
    }
  }
  return text.length;
}
