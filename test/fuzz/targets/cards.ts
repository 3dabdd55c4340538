import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFile } from '../../../server/src/core/document/read.ts';
import { cardAnchors } from '../../../server/src/language/card-anchors.ts';
import { documentSymbols } from '../../../server/src/language/document-symbols.ts';
import { foldingRanges } from '../../../server/src/language/folding-ranges.ts';
import { check } from '../../../server/src/core/check.ts';
import { target } from '../target.ts';
import { checked } from './documents.ts';

const FRONT = '---\nlicense: mit\nlanguage: [en]\ntags: [churn]\npipeline_tag: tabular-classification\n---\n';
const OPTIONS = { now: Date.UTC(2026, 5, 1), facts: new Map(), rules: {} };

/** What Markdown is made of, whole and broken off. */
const PARTS = fc.oneof(
  fc.constantFrom(
    '# Model Card for churn',
    '## Uses',
    '### Out-of-Scope Use',
    '##not a heading',
    '## ' + '#'.repeat(500),
    'Setext\n===',
    '---',
    '```',
    '````yaml',
    '~~~',
    '    indented',
    '<!-- ',
    '-->',
    '<!-- production-first-disable-next-line card/missing-section -->',
    '<!-- production-first-disable',
    '[More Information Needed]',
    '{{ model_id | default("x", true) }}',
    '| a | b |\n|---|---|\n| 1 | 2 |',
    '- [ ] item\n  - below',
    '> quote\n>> more',
    '<details><summary>x</summary>',
    '</details><script>alert(1)</script>',
    '[link](javascript:alert(1)) ![](http://example.com/x.png)',
    '[a]: http://user:secret@example.com "t"',
    'hf_abcdefghijklmnopqrstuvwxyzABCDEFGH',
    'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc',
    '\\# \\` \\[',
    '&lt;&#x3c;&nosuch;',
    '\0\u2028\ufeff',
    '[[[[[[[[[['.repeat(60),
    '* '.repeat(400) + 'deep',
    '`'.repeat(3_000),
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

interface Body {
  readonly parts: readonly { readonly text: string; readonly end: string; readonly times: number }[];
  /** How many of them stand there when the card is opened; the rest is written below. */
  readonly before: number;
}

/** The text of a Hugging Face card, below sound front matter: read, checked, and asked for what an editor shows of it. */
export const cardBodies = target<Body>({
  name: 'card-bodies',
  inputs: fc.record({
    parts: fc.array(
      fc.record({
        text: PARTS,
        end: fc.constantFrom('\n', '\n\n', '\r\n', '\r', ' ', ''),
        times: fc.oneof({ weight: 19, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.nat({ max: 500 }) }),
      }),
      { maxLength: 25 },
    ),
    before: fc.nat({ max: 25 }),
  }),
  runs: 1_500,
  open: () =>
    Promise.resolve({
      holds: ({ parts, before }) => {
        const written = parts.map(({ text, end, times }) => (text + end).repeat(times));
        const earlier = readFile('huggingface-card', FRONT + written.slice(0, before).join(''));
        checked(earlier);
        const text = FRONT + written.join('');
        const card = readFile('huggingface-card', text, earlier);
        checked(card);
        assert.deepEqual(check(card, OPTIONS), check(readFile('huggingface-card', text), OPTIONS));
        const places = [...cardAnchors(card), ...(card.body ? [card.body.span] : [])];
        for (const { start, end } of places) assert.ok(start >= 0 && start <= end && end <= text.length);
        const lines = card.lines.lineCount;
        for (const { startLine, endLine } of foldingRanges(card))
          assert.ok(
            startLine >= 0 && startLine < endLine && endLine < lines,
            `folds ${startLine}–${endLine} of ${lines}`,
          );
        for (const symbol of documentSymbols(card)) {
          const { range, selectionRange } = symbol;
          assert.notEqual(symbol.name, '');
          assert.ok(card.lines.offset(range.start) <= card.lines.offset(selectionRange.start));
          assert.ok(card.lines.offset(selectionRange.end) <= card.lines.offset(range.end));
        }
      },
    }),
});
