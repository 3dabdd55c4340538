import { test } from 'node:test';
import { quietly } from '../../scripts/lib/command.ts';

// What `npm run check` does, one after the other.
for (const script of ['typecheck', 'lint', 'format:check', 'dead-exports'])
  test(script, () => quietly(['npm', 'run', '--silent', script]).then(() => undefined));
