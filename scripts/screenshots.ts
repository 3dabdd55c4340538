// Takes the pictures of the documentation anew, by the tests that look at the same windows.
import { copyFile, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from './lib/command.ts';
import { REPOSITORY } from './lib/paths.ts';

/** Name in the documentation, and what the tests call it. */
const IMAGES: Readonly<Record<string, string>> = {
  'plan-dark.png': 'plan-dark.png',
  'plan-light.png': 'plan-light.png',
  'plan-high-contrast.png': 'plan-high-contrast.png',
  'quick-fix-light.png': 'quick-fix-light.png',
  'decay-dark.png': 'decay-example-dark-modern.png',
  'readiness-dark.png': 'readiness-wide.png',
};
const TESTS = [
  'test/editor/ui/screenshots.test.ts',
  'test/editor/ui/decay.test.ts',
  'test/editor/ui/readiness.test.ts',
];
const MAX_BYTES = 260_000;

const to = path.join(REPOSITORY, 'docs', 'images');
await mkdir(to, { recursive: true });
if (!(await runCommand(['node', '--test', ...TESTS]))) process.exit(1);
for (const [name, taken] of Object.entries(IMAGES)) {
  const from = path.join(REPOSITORY, 'test-results', 'screenshots', taken);
  const { size } = await stat(from);
  if (size > MAX_BYTES)
    throw new Error(`${name} has ${size} bytes; pictures of the documentation stay below ${MAX_BYTES}.`);
  await copyFile(from, path.join(to, name));
}
console.log(`Copied ${Object.keys(IMAGES).join(', ')} to docs/images.`);
