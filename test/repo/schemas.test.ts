import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { LISTS } from '../../server/src/core/lists/lists.ts';
import { SYMBOL_NAMES } from '../../server/src/core/plan/index-plan.ts';
import { FORMATS } from '../../server/src/core/schema/formats.ts';
import { VOCABULARY } from '../../scripts/lib/schema-vocabulary.ts';
import { described, readSchema, SCHEMA_FILES } from '../support/schemas.ts';

const own = (value: object, key: string): boolean => Object.hasOwn(value, key);

/** Validates with the forms of strings as the extension knows them. */
function validators(): Ajv {
  const formats = Object.fromEntries(Object.entries(FORMATS).map(([name, { test: holds }]) => [name, holds]));
  const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true, formats });
  ajv.addVocabulary([...VOCABULARY]);
  return ajv;
}

/** What a hover shows must be there, and be true of the schema it stands in. */
for (const file of SCHEMA_FILES) {
  const schema = readSchema(file);
  const parts = described(schema);

  test(`${file}: everything says what it is for, where the term comes from, and shows an example`, () => {
    const poor = parts.flatMap(({ path, schema: part }) => {
      if (path === '' || part.$ref) return [];
      const lacks = ['description', 'examples', 'x-source'].filter((key) => !own(part, key));
      if ((part.description ?? '').length > 0 && !/^[A-Z“"*].*[.?]$/.test(part.description ?? ''))
        lacks.push('a sentence');
      if ((part.examples ?? []).length === 0) lacks.push('an example');
      return lacks.length > 0 ? [`${path}: ${lacks.join(', ')}`] : [];
    });
    assert.deepEqual(poor, []);
  });

  test(`${file}: each example is valid where it stands`, () => {
    const ajv = validators();
    const wrong: string[] = [];
    for (const { path, schema: part } of parts) {
      const validate = ajv.compile({ ...part, $id: `test:${encodeURIComponent(path)}` });
      for (const example of part.examples ?? []) {
        if (!validate(example)) wrong.push(`${path}: ${JSON.stringify(example)} ${ajv.errorsText(validate.errors)}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  test(`${file}: says of a list only what each entry must be, and that there must be one`, () => {
    // What is validated after an edit rests on it (core/schema/validate-entries.ts).
    const others = ['contains', 'uniqueItems', 'maxItems', 'additionalItems', 'minContains', 'dependencies'];
    const texts = readFileSync(file, 'utf8');
    assert.deepEqual(
      others.filter((keyword) => texts.includes(`"${keyword}":`)),
      [],
    );
    assert.ok(!/"minItems": (?![01]\b)/.test(texts));
    assert.ok(!texts.includes('"items": ['));
  });

  test(`${file}: each snippet is valid where it is inserted, as it stands`, () => {
    const ajv = validators();
    const wrong: string[] = [];
    for (const { path, schema: part } of parts) {
      if (!part['x-snippet']) continue;
      const text = part['x-snippet'].replace(/\$\{\d+(?::([^}]*)|\|([^,|]*)[^}]*)\}/g, '$1$2');
      const validate = ajv.compile({ ...part, $id: `test:${encodeURIComponent(path)}` });
      if (!validate(parse(text))) wrong.push(`${path}: ${text}\n${ajv.errorsText(validate.errors)}`);
    }
    assert.deepEqual(wrong, []);
  });

  test(`${file}: every number, duration and date has a unit`, () => {
    const unitless = parts.filter(({ schema: part }) => {
      const types = [part.type ?? []].flat();
      const isMeasured = types.some((type) => type === 'number' || type === 'integer');
      return (isMeasured || ['duration', 'date'].includes(part.format ?? '')) && !part['x-unit'];
    });
    assert.deepEqual(
      unitless.map(({ path }) => path),
      [],
    );
  });

  test(`${file}: keywords are known, and name things that exist`, () => {
    const wrong: string[] = [];
    for (const { path, schema: part } of parts) {
      const unknown = Object.keys(part).filter(
        (key) => key.startsWith('x-') && !VOCABULARY.some((word) => word === key),
      );
      wrong.push(...unknown.map((key) => `${path}: ${key}`));
      const names = [part['x-defines'] ?? [], part['x-refers'] ?? []].flat().filter((kind) => !own(SYMBOL_NAMES, kind));
      wrong.push(...names.map((kind) => `${path}: no kind of name is ${kind}`));
      if (part['x-list'] && !own(LISTS, part['x-list'])) wrong.push(`${path}: no list ${part['x-list']}`);
      if (part.format && !own(FORMATS, part.format)) wrong.push(`${path}: no format ${part.format}`);
      if (part.enum) {
        const explained = Object.keys(part['x-enumDescriptions'] ?? {});
        if (explained.sort().join() !== part.enum.map(String).sort().join())
          wrong.push(`${path}: values without words`);
      }
      const target = part.$ref?.replace('#/definitions/', '');
      if (target !== undefined && !own(schema.definitions ?? {}, target)) wrong.push(`${path}: ${part.$ref ?? ''}`);
    }
    assert.deepEqual(wrong, []);
  });
}

test('the plan has exactly the values the format lists', () => {
  const listed: Readonly<Record<string, string>> = {
    'spec.model.lifecycle': 'experimental production deprecated',
    'spec.businessMetric.objective': 'maximize minimize',
    'spec.dataSources[].type': 'prometheus mlflow evidently file',
    'spec.monitoring.indicators[].role': 'quality business latency errors traffic cost freshness feedback',
    'spec.monitoring.indicators[].objective': 'maximize minimize',
    'spec.retraining.strategy': 'scheduled triggered continuous manual',
    'spec.rollout<else>.strategy': 'canary shadow blueGreen allAtOnce',
    'spec.rollout<else>.platform': 'argo-rollouts flagger kserve mlflow-alias custom',
    'spec.rollback.target': 'previous version alias heuristic disable',
  };
  const parts = described(readSchema('schemas/production-plan.schema.json'));
  for (const [path, values] of Object.entries(listed)) {
    assert.deepEqual(parts.find((part) => part.path === path)?.schema.enum, values.split(' '), path);
  }
});
