const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|.?)/gu;
const INVISIBLE = /[\p{C}\p{Z}\s]+/gu;

/**
 * What a server says, as one line to be shown: without terminal escapes, control and direction characters, cut behind
 * `most` characters. It is still text, not markup: whoever puts it into HTML or Markdown escapes it.
 */
export function plainText(text: string, most = 160): string {
  // A label may be megabytes long: only what can be shown is looked at.
  const line = text
    .slice(0, most * 8)
    .replace(ESCAPES, '')
    .replace(INVISIBLE, ' ')
    .trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** At most ten notes below 200 characters, each once: as SeriesResult.notes. */
export function boundedNotes(notes: Iterable<string>): string[] {
  return [...new Set(Array.from(notes, (note) => plainText(note, 199)))].filter((note) => note !== '').slice(0, 10);
}
