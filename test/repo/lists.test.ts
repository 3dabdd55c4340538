import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { findEntry, LISTS } from '../../server/src/core/lists/lists.ts';

/** Ids that must never get lost in an update. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  licenses: [
    'apache-2.0',
    'mit',
    'openrail',
    'creativeml-openrail-m',
    'llama3.1',
    'gemma',
    'cc-by-4.0',
    'other',
    'unknown',
  ],
  'spdx-licenses': ['Apache-2.0', 'MIT', 'GPL-3.0-or-later'],
  tasks: ['tabular-classification', 'tabular-regression', 'text-generation', 'time-series-forecasting'],
  languages: ['en', 'eng', 'de', 'deu', 'ger', 'no', 'code', 'multilingual'],
  libraries: ['sklearn', 'transformers', 'diffusers', 'keras'],
};

for (const [name, list] of Object.entries(LISTS)) {
  test(`the list of ${name} says where and when it is from, is sorted, and names each id once`, () => {
    assert.deepEqual(Object.keys(list).sort(), ['date', 'entries', 'source']);
    assert.match(list.source, /^npm @?[\w/-]+@\d+\.\d+\.\d+ \((?:MIT|CC0-1\.0|Apache-2\.0)\)/);
    assert.match(list.date, /^20\d\d-\d\d-\d\d$/);
    assert.ok(!Number.isNaN(Date.parse(list.date)));
    const ids = list.entries.map((entry) => entry.id);
    assert.ok(ids.every((id) => id.trim() === id && id !== ''));
    assert.deepEqual(ids, [...new Set(ids)].sort());
    for (const entry of list.entries) {
      assert.ok(Object.keys(entry).every((key) => ['id', 'name', 'modality'].includes(key)));
      assert.equal(findEntry(list, entry.id), entry);
    }
    for (const id of KNOWN[name] ?? ['']) assert.equal(findEntry(list, id)?.id, id);
    assert.equal(findEntry(list, 'no-such-id'), undefined);
    assert.equal(findEntry(list, '__proto__'), undefined);
  });

  test(`the list of ${name} is as the script writes it, and small enough to ship`, () => {
    const file = `schemas/lists/${name}.json`;
    const lines = list.entries.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n');
    const head = `{\n  "source": ${JSON.stringify(list.source)},\n  "date": "${list.date}",\n  "entries": [\n`;
    assert.equal(readFileSync(file, 'utf8'), `${head}${lines}\n  ]\n}\n`);
    assert.ok(statSync(file).size < 400_000);
  });
}
