import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFile } from '../../../server/src/core/document/read.ts';
import { placeInFile } from '../../../server/src/language/place.ts';
import { cursor } from '../../support/cursor.ts';

const placeOf = (marked: string) => {
  const { text, offset } = cursor(marked);
  return placeInFile(readFile('production-plan', text), offset);
};

test('a place is the innermost value with its path and schema', () => {
  const place = placeOf('spec:\n  model:\n    name: ch|urn\n');
  assert.deepEqual(place?.path, ['spec', 'model', 'name']);
  assert.equal(place.onKey, false);
  assert.match(place.schemas[0]?.description ?? '', /registered model/);
});

test('a key is a place too', () => {
  const place = placeOf('spec:\n  mod|el: {name: churn}\n');
  assert.deepEqual([place?.path, place?.onKey], [['spec', 'model'], true]);
});

test('the second document of a file is found', () => {
  const place = placeOf('kind: a\n---\nki|nd: b\n');
  assert.deepEqual([place?.documentIndex, place?.path], [1, ['kind']]);
});

test('an empty file has no place', () => assert.equal(placeOf('|'), undefined));
