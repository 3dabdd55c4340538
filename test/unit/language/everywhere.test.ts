import fc from 'fast-check';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { DocumentSymbol, Range, SelectionRange, TextEdit } from 'vscode-languageserver-types';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CheckedFile } from '../../../server/src/core/document/checked-file.ts';
import { readFile } from '../../../server/src/core/document/read.ts';
import { definition } from '../../../server/src/language/definition.ts';
import { documentLinks } from '../../../server/src/language/document-links.ts';
import { documentSymbols } from '../../../server/src/language/document-symbols.ts';
import { foldingRanges } from '../../../server/src/language/folding-ranges.ts';
import { hover, type HoverOptions } from '../../../server/src/language/hover/hover.ts';
import { inlayHints } from '../../../server/src/language/inlay-hints.ts';
import { documentHighlights, references } from '../../../server/src/language/references.ts';
import { prepareRename, rename } from '../../../server/src/language/rename.ts';
import { scalarText } from '../../../server/src/language/scalar-text.ts';
import { selectionRange } from '../../../server/src/language/selection-range.ts';

const NO_FILES = { find: () => Promise.resolve(undefined), plansOfCard: () => Promise.resolve([]) };
const URI = 'file:///w/production-plan.yaml';
const FULL = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');
const CLOCK = { now: Date.UTC(2026, 10, 24), timeZone: 'Europe/Berlin' };
const HOVER: HoverOptions = { ...CLOCK, format: 'markdown', lookUp: () => Promise.resolve({ state: 'missing' }) };

/** The plan as other people write it: anchors, merge keys, quotes, several documents, astral characters. */
const ODD = `\uFEFF# 💡 owned by us\r\nspec:\r\n  cost: &c {budget: 9, per: "month"}\r\n  rollout: *c\r\n  slos: [<<: *c, *none]\r\n  monitoring:\r\n    indicators:\r\n      - &i\r\n        name: &n '💡 auc'\r\n        warning: 0.88\r\n      - <<: *i\r\n        name: |-\r\n          b\r\n  feedbackLoop: {indicator: *n, labelDelay: 720h}\r\n---\r\n? [a, {b: c}]\r\n: - - &s x\r\n    - *s\r\n...\r\n---\r\nspec: {monitoring: {indicators: [{name: z}]}}\r\n`;

function assertInside(file: CheckedFile, range: Range): void {
  const { start, end } = file.lines.span(range);
  assert.ok(start <= end && end <= file.text.length);
  assert.deepEqual(file.lines.range({ start, end }), range, 'a range ends inside its line');
}

function assertOutline(file: CheckedFile, symbols: readonly DocumentSymbol[], parent?: Range): void {
  for (const { name, range, selectionRange: selection, children } of symbols) {
    assert.notEqual(name, '');
    assertInside(file, range);
    const [outer, inner] = [file.lines.span(range), file.lines.span(selection)];
    assert.ok(outer.start <= inner.start && inner.end <= outer.end, `${name} is selected outside itself`);
    if (parent) {
      const around = file.lines.span(parent);
      assert.ok(around.start <= outer.start && outer.end <= around.end, `${name} lies outside its parent`);
    }
    assertOutline(file, children ?? [], range);
  }
}

function assertNested(file: CheckedFile, first: SelectionRange, offset: number): void {
  for (let at: SelectionRange | undefined = first; at; at = at.parent) {
    assertInside(file, at.range);
    const { start, end } = file.lines.span(at.range);
    assert.ok(start <= offset && offset <= end);
    const outer = at.parent && file.lines.span(at.parent.range);
    if (outer) assert.ok(outer.start <= start && end <= outer.end && end - start < outer.end - outer.start);
  }
}

async function assertOffset(file: CheckedFile, offset: number): Promise<void> {
  const shown = await hover(file, offset, HOVER);
  if (shown?.range) assertInside(file, shown.range);
  for (const link of await definition(file, URI, offset, NO_FILES)) {
    const [outer, inner] = [file.lines.span(link.targetRange), file.lines.span(link.targetSelectionRange)];
    assert.ok(outer.start <= inner.start && inner.end <= outer.end);
  }
  for (const { range } of references(file, URI, offset, true)) assertInside(file, range);
  for (const { range } of documentHighlights(file, offset)) assertInside(file, range);
  const prepared = prepareRename(file, offset);
  if ('range' in prepared) assertInside(file, prepared.range);
  const edits = rename(file, offset, 'renamed');
  assert.equal('refused' in edits, 'refused' in prepared, 'what can be prepared can be done');
  assertNested(file, selectionRange(file, offset), offset);
}

function assertFile(file: CheckedFile): void {
  assertOutline(file, documentSymbols(file));
  for (const { startLine, endLine } of foldingRanges(file))
    assert.ok(startLine < endLine && endLine < file.lines.lineCount);
  for (const { range } of documentLinks(file, URI, new Map())) assertInside(file, range);
  for (const { position } of inlayHints(file, { start: 0, end: file.text.length }, CLOCK))
    assertInside(file, { start: position, end: position });
}

for (const [name, text] of [
  ['the full plan', FULL],
  ['an odd plan', ODD],
] as const)
  test(`every offset of ${name} is answered with ranges inside the text`, async () => {
    const file = readFile('production-plan', text);
    assertFile(file);
    for (let offset = 0; offset <= text.length; offset++) await assertOffset(file, offset);
  });

test('half a plan is answered too, and one with a hole or with a stray character', async () => {
  const plan = fc.constantFrom(FULL, FULL.replaceAll('\n', '\r\n'), ODD);
  const stray = fc.constantFrom(
    '',
    '\t',
    '"',
    '{',
    '[',
    ': ',
    '- ',
    '*',
    '&',
    '|',
    '#',
    '---\n',
    '💡',
    '\uD83D',
    '\u0000',
    '<<: ',
  );
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  await fc.assert(
    fc.asyncProperty(plan, stray, place, place, place, async (text, character, from, length, at) => {
      const start = Math.floor(from * text.length);
      const end = length < 0.5 ? text.length : start + Math.floor((length - 0.5) * 40);
      const broken = text.slice(0, start) + character + text.slice(end);
      const file = readFile('production-plan', broken);
      assertFile(file);
      for (const offset of [start, Math.max(0, start - 1), Math.floor(at * broken.length), broken.length])
        await assertOffset(file, offset);
    }),
    { numRuns: 200 },
  );
});

const apply = (text: string, edits: TextEdit[]): string =>
  TextDocument.applyEdits(TextDocument.create(URI, 'yaml', 1, text), edits);

test('renaming there and back restores the plan, and in between every name still leads where it led', () => {
  const index = readFile('production-plan', FULL).documents[0]!.index;
  const places = [...index.definitions, ...index.references];
  const easy = fc.stringMatching(/^[a-z][a-z0-9_]{3,12}$/);
  const hard = fc.oneof(fc.stringMatching(/^[\w .:#&*'"\\-]{1,12}$/), fc.string({ unit: 'grapheme', minLength: 1 }));
  fc.assert(
    fc.property(fc.nat(places.length - 1), fc.oneof(easy, hard), fc.constantFrom('\n', '\r\n'), (at, newName, eol) => {
      const text = FULL.replaceAll('\n', eol);
      const before = readFile('production-plan', text);
      const place = [...before.documents[0]!.index.definitions, ...before.documents[0]!.index.references][at]!;
      const edits = rename(before, place.node.start, newName);
      if ('refused' in edits) return;
      const changed = apply(text, edits);
      const after = readFile('production-plan', changed);
      assert.deepEqual(after.problems, []);
      const { definitions, references: uses } = after.documents[0]!.index;
      assert.equal(definitions.length, index.definitions.length);
      assert.deepEqual(
        uses.map((use) => after.documents[0]!.index.meantBy(use).map((definition) => definition.path)),
        index.references.map((use) => index.meantBy(use).map((definition) => definition.path)),
      );
      const renamed = [...definitions, ...uses][at]!;
      assert.equal(renamed.name, newName);
      const back = rename(after, renamed.node.start, place.name);
      assert.ok(!('refused' in back), JSON.stringify(back));
      // A name that needed quotes keeps them on the way back.
      const quotes = scalarText(newName) === newName ? /(?!)/ : /"/g;
      assert.equal(
        apply(changed, back).replaceAll(new RegExp(quotes, 'g'), ''),
        text.replaceAll(new RegExp(quotes, 'g'), ''),
      );
    }),
    { numRuns: 300 },
  );
});
