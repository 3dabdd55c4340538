/** While one file waits for the disk, others are worked on. */
const AT_ONCE = 8;

/** What `work` makes of each of `items`, in their order; a few are under way at a time. Rejects as soon as one does. */
export async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [at, item] of waiting) results[at] = await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
