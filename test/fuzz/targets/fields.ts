import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseAllDocuments, parseDocument, isMap, isSeq, type Document } from 'yaml';
import { livePlanOf } from '../../../server/src/core/decay/plan-live.ts';
import { stringAt } from '../../../server/src/core/document/node.ts';
import { readFile } from '../../../server/src/core/document/read.ts';
import { planOf } from '../../../server/src/core/plan/plan.ts';
import { questionsOf } from '../../../server/src/core/readiness/questions.ts';
import { conventionsOf, NO_CONVENTIONS } from '../../../server/src/core/scaffold/conventions.ts';
import { renderTarget } from '../../../server/src/core/scaffold/render/render-target.ts';
import { TARGETS } from '../../../server/src/core/scaffold/render/targets.ts';
import { target } from '../target.ts';
import { checked } from './documents.ts';

const FULL = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -0,
    -1,
    1e308,
    Number.NaN,
    Infinity,
    2 ** 53,
    '',
    ' ',
    '0',
    '-',
    '~',
    'null',
    '{{ x }}',
    '${{ secrets.A }}',
    '$(id)',
    '`id`',
    '"; drop',
    "' || 1",
    '%s%n',
    '../../../etc/passwd',
    'a\nb: c',
    '# x',
    '- x',
    '*a',
    '&a',
    '!!js/function',
    '__proto__',
    'constructor',
    '2026-13-45',
    '99999999y',
    '* * * * *',
    '0 0 30 2 *',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.array(fc.constantFrom<unknown>('x', 1, null, [], {}), { maxLength: 3 }),
  fc.dictionary(fc.string({ maxLength: 6 }), fc.constantFrom<unknown>('x', 1, null), { maxKeys: 3 }),
  fc.nat({ max: 4_000 }).map((count) => 'x'.repeat(count)),
);

interface Change {
  /** Which of all places, as a share. */
  readonly place: number;
  readonly how: 'set' | 'delete' | 'add';
  readonly value: unknown;
}

type Step = string | number;

function placesOf(document: Document): Step[][] {
  const places: Step[][] = [];
  const visit = (node: unknown, path: Step[]): void => {
    places.push(path);
    if (isMap(node)) for (const { key, value } of node.items) visit(value, [...path, String(key)]);
    if (isSeq(node)) node.items.forEach((item, index) => visit(item, [...path, index]));
  };
  visit(document.contents, []);
  return places.slice(1);
}

function changed(changes: readonly Change[]): string {
  const document = parseDocument(FULL);
  for (const { place, how, value } of changes) {
    const places = placesOf(document);
    const path = places[Math.floor(place * places.length)] ?? [];
    if (how === 'delete') document.deleteIn(path);
    else if (how === 'set') document.setIn(path, value);
    else {
      const parent = path.slice(0, -1);
      if (isSeq(document.getIn(parent))) document.addIn(parent, value);
      else document.setIn([...parent, `odd_${places.length}`], value);
    }
  }
  return document.toString();
}

/** Every kind of value in every place of a plan: it is checked, judged and made into files, all of them sound YAML or JSON. */
export const planFields = target<readonly Change[]>({
  name: 'plan-fields',
  inputs: fc.array(
    fc.record<Change>({
      place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      how: fc.constantFrom('set' as const, 'set' as const, 'delete' as const, 'add' as const),
      value: odd,
    }),
    { minLength: 1, maxLength: 4 },
  ),
  runs: 80,
  open: () =>
    Promise.resolve({
      holds: (changes) => {
        const file = readFile('production-plan', changed(changes));
        checked(file);
        for (const { root } of file.documents) {
          livePlanOf(root);
          const plan = planOf(root);
          if (!plan) continue;
          questionsOf(plan);
          const name = stringAt(root, ['metadata', 'name']) ?? '';
          const source = {
            plan,
            name,
            file: 'production-plan.yaml',
            contracts: new Map(),
            conventions: conventionsOf(root, NO_CONVENTIONS),
          };
          for (const one of TARGETS) {
            for (const { path, text, isNamed } of renderTarget(one, source).files) sound(path, text, isNamed === true);
          }
        }
      },
    }),
});

/** What is made reads as what it is, and stands below the folder it is made in. */
function sound(path: string, text: string, isNamed: boolean): void {
  // Where the plan itself names the file, writing it is what refuses.
  if (!isNamed)
    assert.ok(
      !path.startsWith('/') && !path.split('/').includes('..') && !/[\0-\x1f\\]/.test(path),
      JSON.stringify(path),
    );
  if (path.endsWith('.json')) JSON.parse(text);
  if (!/\.ya?ml$/.test(path)) return;
  for (const document of parseAllDocuments(text, { logLevel: 'silent' })) {
    assert.deepEqual(document.errors, [], path);
  }
}
