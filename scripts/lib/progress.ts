const REMINDER_MS = 15_000;

/** Says that `work` has begun, every quarter of a minute that it goes on, and how long it took. */
export async function progress<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  const seconds = (): string => `${Math.round((Date.now() - started) / 1000)} s`;
  console.log(`${what} …`);
  const reminder = setInterval(() => console.log(`${what}: still at it after ${seconds()} …`), REMINDER_MS);
  try {
    const result = await work();
    console.log(`${what}: done in ${seconds()}.`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}
