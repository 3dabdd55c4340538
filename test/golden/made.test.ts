import assert from 'node:assert/strict';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { readFile } from '../../server/src/core/document/read.ts';
import { planOf } from '../../server/src/core/plan/plan.ts';
import type { Contract, ContractColumn } from '../../server/src/core/scaffold/contract.ts';
import { TARGETS } from '../../server/src/core/scaffold/render/targets.ts';
import { rendered, SOUND_PLANS } from '../support/rendered.ts';

const FOLDER = 'test/golden/made';

/** Every file of every target, as it is kept: whoever changes a renderer sees in the difference what changes for people. */
for (const [name, text] of Object.entries(SOUND_PLANS)) {
  test(`what is made of ${name} is what is kept, file by file`, () => {
    const folder = `${FOLDER}/${name}`;
    const made = new Map(
      TARGETS.flatMap(({ id }) =>
        rendered(text, id, contractsOf(text)).files.map((file) => [file.path, file.text] as const),
      ),
    );
    if (process.env['UPDATE_GOLDEN'] === '1') keep(folder, made);
    const kept = globSync(`${folder}/**/*`, { withFileTypes: true }).filter((entry) => entry.isFile());
    const names = kept.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    // A name that begins with a dot would be skipped by tools that look for golden files.
    assert.deepEqual(names.sort(), [...made.keys()].map(nameOf).sort());
    for (const [file, wanted] of made) assert.equal(readFileSync(path.join(folder, nameOf(file)), 'utf8'), wanted, file);
  });
}

/** As if whoever brings the data had agreed to some columns of each pipeline. */
function contractsOf(text: string): Map<string, Contract> {
  const plan = planOf(readFile('production-plan', text).documents[0]?.root);
  const key = plan?.spec.section('feedbackLoop')?.text('joinKey') ?? 'id';
  const column = (name: string, type: string, required: boolean): ContractColumn => ({ name, type, required, unique: false });
  const columns = [column(key, 'string', true), column('at', 'timestamp', true), column('amount', 'number', false)];
  return new Map(
    (plan?.spec.sections('dataPipelines') ?? []).map((pipeline) => {
      const name = pipeline.text('name') ?? 'data';
      return [pipeline.text('contract') ?? '', { name, tables: [{ name, columns }] }];
    }),
  );
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
