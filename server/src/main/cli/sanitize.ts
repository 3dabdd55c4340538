import path from 'node:path';

/** Characters that move the cursor, change colours, hide or reorder what is printed: controls, formats (bidi), line and paragraph separators, halves of surrogate pairs. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
/** `##[command]` and `##vso[command]` are obeyed by CI runners anywhere in a line. */
const WORKFLOW_COMMAND = /##(?=\w*\[)/g;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** `text` on one line of a terminal or a log, with what could deceive a reader or steer a terminal written as escapes. */
export function visible(text: string): string {
  return text
    .replace(INVISIBLE, (character) => {
      const code = character.codePointAt(0) ?? 0;
      const hex = code.toString(16);
      return SHORT[character] ?? (code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`);
    })
    .replace(WORKFLOW_COMMAND, '#\\x23');
}

/** A file name that may stand at the start of a line: `::error` there would be a workflow command. */
export function visibleName(file: string): string {
  const name = visible(file);
  return /^[\w./~@-]/.test(name) ? name : `./${name}`;
}

/** JSON on one line with every invisible character and workflow command escaped; it reads back as the same value. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(INVISIBLE, (character) =>
      Array.from({ length: character.length }, (_, index) => unicodeEscape(character, index)).join(''),
    )
    .replace(WORKFLOW_COMMAND, '#\\u0023');
}

const unicodeEscape = (text: string, index: number): string =>
  `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`;

/** `file` as reports name it: relative to the working directory, with `/` between folders. */
export function reportName(cwd: string, file: string): string {
  return (path.relative(cwd, file) || '.').replaceAll(path.sep, '/');
}
