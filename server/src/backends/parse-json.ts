/** A string, or a number that JSON does not have. Unrolled, so that a string of megabytes needs no stack. */
const STRING_OR_BARE = /"[^"\\]*(?:\\[^][^"\\]*)*"|-?\bInfinity\b|\bNaN\b/g;

/**
 * The value of a JSON text; undefined when it is none.
 * @param bareNumbers take NaN, Infinity and -Infinity as null: Python's json module writes them
 */
export function parseJson(text: string, bareNumbers = false): { readonly value: unknown } | undefined {
  const strict = tryParse(text);
  if (strict || !bareNumbers) return strict;
  return tryParse(text.replace(STRING_OR_BARE, (token) => (token.startsWith('"') ? token : 'null')));
}

function tryParse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
