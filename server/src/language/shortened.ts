/** At most `length` UTF-16 code units of `text`; what is cut off is told by an ellipsis. */
export function shortened(text: string, length: number): string {
  // Half a surrogate pair at the cut would be shown as a broken character.
  return text.length > length ? `${text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
}
