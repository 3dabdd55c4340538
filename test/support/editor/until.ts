/** Longer the longer it takes: each question costs the window that is asked some of its time. */
const pause = (waited: number): number => Math.min(500, 100 + waited / 10);

/** What is kept for a look at what went wrong, at the moment when a wait was in vain. */
export const inVain = new Set<() => Promise<void>>();

/** Asks again and again until `question` has an answer other than undefined or false; rejects when `within` ms are over. */
export async function until<T>(
  what: string,
  question: () => Promise<T | undefined | false>,
  within = 45_000,
): Promise<T> {
  const start = Date.now();
  let last: unknown;
  do {
    try {
      const answer = await question();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause(Date.now() - start)));
  } while (Date.now() - start < within);
  for (const keep of inVain) await keep().catch(() => undefined);
  throw new Error(`Waited ${within} ms in vain for ${what}.`, { cause: last });
}
