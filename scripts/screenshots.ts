// Takes the pictures of the documentation anew, by the tests that look at the same windows.
import { copyFile, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from './lib/command.ts';
import { REPOSITORY } from './lib/paths.ts';

const IMAGES = ['plan-dark.png', 'plan-light.png', 'plan-high-contrast.png', 'quick-fix-light.png'];
const MAX_BYTES = 200_000;

const to = path.join(REPOSITORY, 'docs', 'images');
await mkdir(to, { recursive: true });
if (!(await runCommand(['node', '--test', 'test/editor/ui/screenshots.test.ts']))) process.exit(1);
for (const name of IMAGES) {
  const from = path.join(REPOSITORY, 'test-results', 'screenshots', name);
  const { size } = await stat(from);
  if (size > MAX_BYTES)
    throw new Error(`${name} has ${size} bytes; pictures of the documentation stay below ${MAX_BYTES}.`);
  await copyFile(from, path.join(to, name));
}
console.log(`Copied ${IMAGES.join(', ')} to docs/images.`);
