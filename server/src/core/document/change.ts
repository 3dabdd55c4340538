/** What differs between two texts: `before[start, oldEnd)` became `after[start, newEnd)`. */
export interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Compares from both ends; strides first, because engines compare long slices much faster than characters. */
export function changeOf(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  for (const stride of [4096, 64, 1])
    while (start + stride <= shorter && before.slice(start, start + stride) === after.slice(start, start + stride))
      start += stride;
  let same = 0;
  for (const stride of [4096, 64, 1])
    while (
      same + stride <= shorter - start &&
      before.slice(before.length - same - stride, before.length - same) ===
        after.slice(after.length - same - stride, after.length - same)
    )
      same += stride;
  return { start, oldEnd: before.length - same, newEnd: after.length - same };
}
