import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { TextEdit } from 'vscode-languageserver-types';
import { readFile } from '../../../server/src/core/document/read.ts';
import { complete } from '../../../server/src/language/completion/complete.ts';
import { CONTEXT } from '../../support/complete.ts';
import { assertRatio } from '../../support/ratio.ts';

const full = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');

async function completeEverywhere(text: string, step: number): Promise<number> {
  const file = readFile('production-plan', text);
  let answered = 0;
  for (let offset = 0; offset <= text.length; offset += step) {
    if (text[offset - 1] === '\r') continue;
    const { items } = await complete(file, offset, CONTEXT);
    if (items.length > 0) answered++;
    const line = file.lines.position(offset).line;
    for (const { textEdit } of items) {
      const { range } = textEdit as TextEdit;
      const span = file.lines.span(range);
      // Editors ignore items whose range is not on the cursor's line or does not hold the cursor.
      assert.ok(span.start <= offset && offset <= span.end && range.start.line === line && range.end.line === line);
    }
  }
  return answered;
}

test('every offset of the full plan is answered', async () => {
  const answered = await completeEverywhere(full, 1);
  assert.ok(answered > full.length / 5, String(answered));
});

test('every offset of the plan with other line ends is answered', async () => {
  assert.ok((await completeEverywhere(full.replaceAll('\n', '\r\n'), 7)) > 0);
});

test('the end of every beginning of the plan is answered', async () => {
  for (let length = 0; length <= full.length; length += 23) {
    const text = full.slice(0, length);
    const { items } = await complete(readFile('production-plan', text), length, CONTEXT);
    assert.ok(Array.isArray(items));
  }
});

test('an offset inside any beginning of the plan is answered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(full.length), fc.nat(full.length), async (length, offset) => {
      const text = full.slice(0, length);
      await complete(readFile('production-plan', text), Math.min(offset, length), CONTEXT);
    }),
    { numRuns: 100 },
  );
});

test('arbitrary text never makes it fail', async () => {
  const fragment = fc.constantFrom(
    'a',
    ': ',
    '- ',
    '\n',
    '  ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
    '#',
    '|',
    '&a',
    '*a',
    '---\n',
    '\r\n',
    '\t',
    '\u{1f600}',
    'spec:\n',
    '  model:\n',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fragment, { maxLength: 60 }), fc.nat(), async (parts, at) => {
      const text = parts.join('');
      for (const kind of ['production-plan', 'huggingface-card', 'model-card-toolkit'] as const)
        await complete(readFile(kind, text), at % (text.length + 1), CONTEXT);
    }),
    { numRuns: 150 },
  );
});

test('an answer takes no more time than the file is longer', async (t) => {
  /** Answers in a file of so many lines, and tells the milliseconds of it. */
  const answerIn = (lines: number): (() => Promise<number>) => {
    const items = Array.from(
      { length: lines },
      (_, i) => `      - {name: i${i}, role: quality, source: s, objective: maximize}`,
    );
    const text = `apiVersion: production-first/v1\nspec:\n  monitoring:\n    indicators:\n${items.join('\n')}\n  model:\n    na`;
    const file = readFile('production-plan', text);
    return async () => {
      const start = performance.now();
      const { items: found } = await complete(file, text.length, CONTEXT);
      assert.ok(found.some(({ label }) => label === 'name'));
      return performance.now() - start;
    };
  };
  const [long, short] = [answerIn(20_000), answerIn(1_000)];
  await long();
  await short();
  await assertRatio(t, { turns: 5, most: 40 }, long, short);
});

test('keys far away from the cursor are known to be written, and long lists of names are cut', async () => {
  const items = Array.from(
    { length: 3_000 },
    (_, i) => `      - {name: i${i}, role: quality, source: s, objective: maximize}`,
  );
  const text = `spec:\n  model: {name: m}\n  monitoring:\n    indicators:\n${items.join('\n')}\n  `;
  const { items: keys } = await complete(readFile('production-plan', text), text.length, CONTEXT);
  assert.deepEqual(
    keys.filter(({ label }) => label === 'model' || label === 'monitoring'),
    [],
  );
  assert.ok(keys.some(({ label }) => label === 'rollback'));
  const reference = `${text}feedbackLoop:\n    indicator: i299`;
  const names = await complete(readFile('production-plan', reference), reference.length, CONTEXT);
  assert.deepEqual([names.isIncomplete, names.items.length], [false, 11]);
});
