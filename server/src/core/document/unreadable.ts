import type { Problem } from '../problem.ts';
import type { Change } from './change.ts';
import type { Span } from './text.ts';

/** Beyond these a file is not read; the numbers are far above what people write. */
export const LIMITS = {
  /** UTF-16 code units. */
  characters: 2_000_000,
  /** Separators (`:`, `,`, `-`, brackets, line ends): a cheap measure of how many values a text can hold. */
  separators: 250_000,
  documents: 200,
  /** Brackets open at once, which cost the parser much more than other text. */
  brackets: 1_000,
} as const;

/** What makes a text expensive to read. */
export interface TextSize {
  readonly separators: number;
  /** How many brackets are open at once, at most. Quotes and comments are not told apart: honest ones hold few unmatched ones. */
  readonly brackets: number;
}

/** Why `text` cannot be read as YAML at all, told as the one problem it then has; undefined when it can be tried. */
export function unreadable(text: string, { separators, brackets }: TextSize): Problem | undefined {
  if (text.length > LIMITS.characters) {
    const size = `${(text.length / 1e6).toFixed(1)} million characters`;
    return limit(
      `This file has ${size}; files above ${LIMITS.characters / 1e6} million are not checked. Split it into several files.`,
    );
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) return syntax('This file holds binary data (a NUL character), not text.', { start: nul, end: nul + 1 });
  const conflict = /^<{7}(?:[ \t].*)?$/m.exec(text);
  if (conflict && /^={7}\r?$/m.test(text)) {
    const message = 'This line is a merge-conflict marker. Resolve the conflict: keep one side and remove the markers.';
    return syntax(message, { start: conflict.index, end: conflict.index + conflict[0].trimEnd().length });
  }
  const documents = text.match(/^---(?=\s)/gm)?.length ?? 0;
  if (documents > LIMITS.documents) {
    return limit(
      `This file holds ${documents} documents; more than ${LIMITS.documents} are not checked. Split it into several files.`,
    );
  }
  if (brackets > LIMITS.brackets || /^ *(?:[-?] ){200}/m.test(text))
    return limit('This file is nested too deeply to be read.');
  if (separators > LIMITS.separators) {
    return limit('This file holds more values than are checked. Split it into several files.');
  }
  return undefined;
}

const syntax = (message: string, span: Span): Problem => ({ rule: 'syntax/yaml', severity: 'error', message, span });

const limit = (message: string): Problem => ({
  rule: 'syntax/limit',
  severity: 'error',
  message,
  span: { start: 0, end: 1 },
});

export function sizeOf(text: string): TextSize {
  let separators = 0;
  let open = 0;
  let brackets = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isSeparator(code)) separators++;
    else if (isOpening(code)) {
      separators++;
      brackets = Math.max(brackets, ++open);
    } else if (open > 0 && isClosing(code)) open--;
  }
  return { separators, brackets };
}

/** The size of `after`, of which an earlier version had the size `size`, from what changed alone: never too small. */
export function sizeAfter(size: TextSize, before: string, after: string, change: Change): TextSize {
  let { separators, brackets } = size;
  for (let i = change.start; i < change.oldEnd; i++) {
    const code = before.charCodeAt(i);
    if (isSeparator(code) || isOpening(code)) separators--;
    else if (isClosing(code)) brackets++;
  }
  for (let i = change.start; i < change.newEnd; i++) {
    const code = after.charCodeAt(i);
    if (isSeparator(code)) separators++;
    else if (isOpening(code)) {
      separators++;
      brackets++;
    }
  }
  return { separators, brackets };
}

// \n , - :
const isSeparator = (code: number): boolean => code === 10 || code === 44 || code === 45 || code === 58;
// [ {
const isOpening = (code: number): boolean => code === 91 || code === 123;
// ] }
const isClosing = (code: number): boolean => code === 93 || code === 125;
