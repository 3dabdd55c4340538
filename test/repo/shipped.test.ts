import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { REPOSITORY } from '../../scripts/lib/paths.ts';
import { ALLOWED_LICENCES, readBom } from '../../scripts/lib/shipped.ts';

const dist = path.join(REPOSITORY, 'dist');
const { components } = readBom(dist);
/** What is handed on of each package: name, version, licence, and the text of the licence. */
const handedOn = readFileSync(path.join(dist, 'licenses.txt'), 'utf8')
  .split(`\n\n${'-'.repeat(80)}\n\n`)
  .map((part) => /^(?:Code of .*\n\n)?(\S+) (\S+) \((.+)\)\n([\s\S]*)$/.exec(part))
  .map((match) => ({ name: match?.[1], version: match?.[2], licence: match?.[3] ?? '', text: match?.[4] ?? '' }));

test('what ships is known: yaml, the language server, the charts, and little else', () => {
  const names = components.map(({ name }) => name);
  for (const name of ['yaml', 'vscode-languageserver', 'vscode-languageclient', 'chart.js', 'papaparse'])
    assert.ok(names.includes(name), `${name} is missing in the list`);
  assert.ok(names.length < 50, names.join(', '));
});

test('each package has a licence that allows it, handed on with its text', () => {
  assert.deepEqual(
    handedOn.map(({ name, version }) => `${name} ${version}`),
    components.map(({ name, version }) => `${name} ${version}`),
  );
  for (const { name, licence, text } of handedOn) {
    assert.ok(ALLOWED_LICENCES.has(licence), `${name}: ${licence}`);
    assert.ok(text.length > 200 || text.includes(licence), `${name} comes without its licence`);
  }
});

test('no version that ships is one of which a fault is known', () => {
  // Lowest sound versions, by their advisories: nesting that exhausts the stack; a pattern that never ends.
  const lowest: Readonly<Record<string, readonly number[]>> = { yaml: [2, 8, 3], ajv: [8, 18, 0] };
  for (const { name, version } of components) {
    const least = lowest[name];
    if (!least) continue;
    const found = version.split('.').map(Number);
    const at = least.findIndex((part, index) => part !== found[index]);
    assert.ok(at < 0 || (found[at] ?? 0) > (least[at] ?? 0), `${name} ${version}`);
  }
});

test('the bill of materials is CycloneDX', () => {
  const library = path.dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json'));
  const schema = (name: string): object =>
    JSON.parse(readFileSync(path.join(library, `res/schema/${name}.SNAPSHOT.schema.json`), 'utf8')) as object;
  const ajv = new Ajv({ strict: false, formats: { 'iri-reference': true, 'idn-email': true } });
  (addFormats as unknown as (to: Ajv) => void)(ajv);
  for (const name of ['spdx', 'jsf-0.82'])
    ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  const bom = JSON.parse(readFileSync(path.join(REPOSITORY, 'dist/sbom.cdx.json'), 'utf8')) as object;
  const validate = ajv.compile(schema('bom-1.6'));
  assert.ok(validate(bom), JSON.stringify(validate.errors));
});
