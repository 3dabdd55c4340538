import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';

type Timed = () => number | Promise<number>;

/**
 * Fails unless `long` takes less than `most` times as long as `short` at least once in so many turns, each by the milliseconds it
 * tells. At least once: a machine that tests other things at the same time is slow now and then.
 */
export async function assertRatio(
  t: TestContext,
  { turns, most }: { readonly turns: number; readonly most: number },
  long: Timed,
  short: Timed,
): Promise<void> {
  const times: { long: number; short: number }[] = [];
  for (let turn = 0; turn < turns; turn++) times.push({ short: await short(), long: await long() });
  const said = times.map((time) => `${time.long.toFixed(1)} to ${time.short.toFixed(1)} ms`).join(', ');
  t.diagnostic(said);
  assert.ok(Math.min(...times.map((time) => time.long / time.short)) < most, said);
}
