const PAUSE_MS = 100;

/** Asks again and again until `question` has an answer other than undefined or false; rejects when `within` ms are over. */
export async function until<T>(
  what: string,
  question: () => Promise<T | undefined | false>,
  within = 45_000,
): Promise<T> {
  const end = Date.now() + within;
  let last: unknown;
  do {
    try {
      const answer = await question();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  } while (Date.now() < end);
  throw new Error(`Waited ${within} ms in vain for ${what}.`, { cause: last });
}
