import { test } from 'node:test';
import { quietly } from '../../scripts/lib/command.ts';

// Nothing can hang in it, and on a slow machine it takes minutes.
test('types, lint, format and dead exports', { timeout: 900_000 }, async () => {
  await quietly(['npm', 'run', '--silent', 'check']);
});
