/** Edit distance with transpositions (optimal string alignment), or `limit + 1` when it is larger than `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? limit + 1;
}

const fold = (word: string): string => word.toLowerCase().replace(/[\s_.-]/g, '');

/** Up to three candidates that a person may have meant by `word`, nearest first. */
export function suggest(word: string, candidates: Iterable<string>): string[] {
  if (word.length === 0 || word.length > 80) return [];
  const folded = fold(word);
  const limit = word.length <= 3 ? 1 : word.length <= 7 ? 2 : 3;
  const near: { candidate: string; distance: number }[] = [];
  for (const candidate of candidates) {
    if (candidate === word) continue;
    const distance = fold(candidate) === folded ? 0 : editDistance(folded, fold(candidate), limit);
    if (distance <= limit && distance < Math.max(2, candidate.length)) near.push({ candidate, distance });
  }
  near.sort((a, b) => a.distance - b.distance || a.candidate.localeCompare(b.candidate, 'en'));
  return near.slice(0, 3).map((entry) => entry.candidate);
}

/** ` Did you mean "x"?` or nothing. */
export function didYouMean(suggestions: readonly string[]): string {
  return suggestions[0] === undefined ? '' : ` Did you mean "${suggestions[0]}"?`;
}

/** Whether `word` may be `meant` misspelt. */
export const didItMean = (word: string, meant: string): boolean => suggest(word, [meant]).length > 0;
