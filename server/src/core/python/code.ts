/** `text` with what stands in strings and comments blanked, so that offsets stay and only code is found. */
export function pythonCode(text: string): string {
  let code = '';
  let at = 0;
  // A string (triple-quoted or not, with its escapes) or a comment, up to its end or the file's.
  const LITERAL = /("""|''')(?:\\[^]|(?!\1)[^\\])*(?:\1|$)|"(?:\\[^\n]|[^"\\\n])*"?|'(?:\\[^\n]|[^'\\\n])*'?|#[^\n]*/g;
  for (const match of text.matchAll(LITERAL)) {
    code += text.slice(at, match.index) + match[0].replace(/[^\r\n]/g, ' ');
    at = match.index + match[0].length;
  }
  return code + text.slice(at);
}
