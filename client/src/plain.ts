/**
 * Text that came from a file or a server, for a message, a lens or a list: without the codes that would make icons or
 * links of it, on one line, and no longer than `most` characters.
 */
export function plain(text: string, most = 300): string {
  const line = text
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .replaceAll('$(', '$ (')
    .replaceAll('](', '] (')
    .trim();
  return line.length > most ? `${line.slice(0, most - 1).trimEnd()}…` : line;
}

/** A line of text for Markdown: nothing in it is markup. */
export const withoutMarkup = (line: string): string =>
  line.replaceAll(/[\\`*_{}[\]()<>#+!|~&$-]/g, (mark) => `&#${mark.charCodeAt(0)};`);
