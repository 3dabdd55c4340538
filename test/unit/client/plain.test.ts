import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPicture } from '../../../client/src/panel/picture.ts';
import { plain } from '../../../client/src/plain.ts';

test('text of others makes no icon, no link, no second line, and is not endless', () => {
  assert.equal(plain('$(error) a\u0000\n\u202eb'), '$ (error) a b');
  assert.equal(plain('[click](command:workbench.action.quit)'), '[click] (command:workbench.action.quit)');
  assert.equal(plain('x'.repeat(500), 10), `${'x'.repeat(9)}…`);
  assert.equal(plain(' AUC 0.884, 42 % of the headroom used '), 'AUC 0.884, 42 % of the headroom used');
});

test('a picture is a PNG of bounded size', () => {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]);
  assert.deepEqual(readPicture(png.toString('base64')), new Uint8Array(png));
  for (const other of ['', 'iVBORw0KGg==', Buffer.from('<svg onload="x"/>').toString('base64')])
    assert.equal(readPicture(other), undefined);
  assert.equal(readPicture(Buffer.concat([png, Buffer.alloc(10_000_001)]).toString('base64')), undefined);
});
