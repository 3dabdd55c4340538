import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CrashPolicy } from '../../../client/src/crash-policy.ts';

test('four crashes are forgiven, the fifth within three minutes is not', () => {
  const policy = new CrashPolicy();
  const answers = [0, 1_000, 60_000, 120_000, 179_999].map((now) => policy.crashed(now));
  assert.deepEqual(answers, ['restart', 'restart', 'restart', 'restart', 'give-up']);
});

test('crashes that lie further apart are always forgiven', () => {
  const policy = new CrashPolicy();
  for (let i = 0; i < 50; i++) assert.equal(policy.crashed(i * 46_000), 'restart');
});
