import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseYaml } from '../../server/src/core/document/parse.ts';
import { reparseYaml } from '../../server/src/core/document/reparse.ts';
import { edit, edits, type Edit } from '../support/edits.ts';

const full = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');

/** Reads every step of a series of edits on top of the one before, and compares with a fresh reading. */
function sameAsFresh(text: string, steps: readonly Edit[]): void {
  let earlier = { text, yaml: parseYaml(text) };
  for (const step of steps) {
    const next = edit(earlier.text, step);
    const yaml = reparseYaml(earlier, next);
    assert.deepEqual(yaml, parseYaml(next));
    earlier = { text: next, yaml };
  }
}

test('reading an edited plan again equals reading it afresh', () => {
  fc.assert(
    fc.property(edits, (steps) => sameAsFresh(full, steps)),
    { numRuns: 150 },
  );
});

test('so it does with CRLF line ends', () => {
  const crlf = full.replaceAll('\n', '\r\n');
  fc.assert(
    fc.property(edits, (steps) => sameAsFresh(crlf, steps)),
    { numRuns: 100 },
  );
});

test('so it does in odd but valid YAML', () => {
  const odd = [
    'a:\n- 1\n-   x: 1\n    y: 2\n-\n  z: 3\n\n# note\nb: |+\n  text\n\n\nc: >-\n  folded\n  text\n? long\n: value\nd: plain\n  goes on\ne:\n',
    '- a\n-  - b\n   - c\n- # comment\n  d: 1\n  e:\n    - f: 1\n      g:\n      - h\n# end\n',
    "\uFEFFk: 'it''s'\nl: \"a\\nb\"\nm: {x: 1, y: [1, 2, {z: 3}]}\nn: # nothing\no: 1 # last",
    'anchors: &a {x: 1}\nuse: *a\nmerge:\n  <<: *a\n',
    '---\nx: 1\ny:\n  z: 2\n...\n',
    'x:\n  - 1\n---\ny: 2\n',
  ];
  for (const text of odd)
    fc.assert(
      fc.property(edits, (steps) => sameAsFresh(text, steps)),
      { numRuns: 300 },
    );
});

test('an edit inside one value reads only that entry again', () => {
  const yaml = parseYaml(full);
  const next = full.replace('labelDelay: 7d\n', 'labelDelay: 14d\n');
  const again = reparseYaml({ text: full, yaml }, next);
  const [before, after] = [yaml.documents[0]?.root, again.documents[0]?.root];
  assert.ok(before?.kind === 'map' && after?.kind === 'map');
  // Untouched entries in front are the very same nodes.
  assert.equal(after.pairs[0], before.pairs[0]);
  assert.deepEqual(again, parseYaml(next));
});
