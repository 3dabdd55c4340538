/**
 * Indices of at most `maxPoints` of `length` values, in their order: of each of equal parts the smallest and the largest,
 * and the first and the last of all. A spike of one value stays.
 */
export function reduce(length: number, valueAt: (index: number) => number, maxPoints: number): readonly number[] {
  if (length <= maxPoints || maxPoints < 4) {
    const kept = Math.min(length, Math.max(0, Math.floor(maxPoints)));
    return Array.from({ length: kept }, (_, index) => length - kept + index);
  }
  const parts = Math.floor((maxPoints - 2) / 2);
  const inner = length - 2;
  const kept = [0];
  for (let part = 0; part < parts; part++) {
    const start = 1 + Math.floor((part * inner) / parts);
    const end = 1 + Math.floor(((part + 1) * inner) / parts);
    let [smallest, largest] = [start, start];
    for (let index = start + 1; index < end; index++) {
      const value = valueAt(index);
      if (value < valueAt(smallest)) smallest = index;
      if (value > valueAt(largest)) largest = index;
    }
    kept.push(Math.min(smallest, largest));
    if (smallest !== largest) kept.push(Math.max(smallest, largest));
  }
  kept.push(length - 1);
  return kept;
}
