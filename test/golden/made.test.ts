import assert from 'node:assert/strict';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { TARGETS } from '../../server/src/core/scaffold/render/targets.ts';
import { rendered, SOUND_PLANS } from '../support/rendered.ts';

const FOLDER = 'test/golden/made';

/** Every file of every target, as it is kept: whoever changes a renderer sees in the difference what changes for people. */
for (const [name, text] of Object.entries(SOUND_PLANS)) {
  test(`what is made of ${name} is what is kept, file by file`, () => {
    const folder = `${FOLDER}/${name}`;
    const made = new Map(TARGETS.flatMap(({ id }) => rendered(text, id).files.map((file) => [file.path, file.text])));
    if (process.env['UPDATE_GOLDEN'] === '1') keep(folder, made);
    const kept = globSync(`${folder}/**/*`, { withFileTypes: true }).filter((entry) => entry.isFile());
    const names = kept.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    // A name that begins with a dot would be skipped by tools that look for golden files.
    assert.deepEqual(names.sort(), [...made.keys()].map(nameOf).sort());
    for (const [file, wanted] of made) assert.equal(readFileSync(path.join(folder, nameOf(file)), 'utf8'), wanted, file);
  });
}

const nameOf = (file: string): string => file.replaceAll(/(^|\/)\./g, '$1dot-');

function keep(folder: string, made: ReadonlyMap<string, string>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [file, text] of made) {
    const place = path.join(folder, nameOf(file));
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
}
