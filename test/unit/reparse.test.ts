import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { changeOf } from '../../server/src/core/document/change.ts';
import type { Node } from '../../server/src/core/document/node.ts';
import { parseYaml, type YamlFile } from '../../server/src/core/document/parse.ts';
import { reparseYaml } from '../../server/src/core/document/reparse.ts';
import { LineIndex } from '../../server/src/core/document/text.ts';
import { sizeOf } from '../../server/src/core/document/unreadable.ts';
import { edit, edits, type Edit } from '../support/edits.ts';

const full = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');

/** A tree as it reads: whether an edit has moved a node is not to be told from it, and of brackets only how many there are at most. */
function plain(yaml: YamlFile): unknown {
  const of = (node: Node): unknown => {
    if (node.kind === 'map') {
      const pairs = node.pairs.map(({ key, value }) => ({ key: of(key), value: of(value) }));
      return { ...head(node), flow: node.flow, anchor: node.anchor, pairs };
    }
    if (node.kind === 'seq') return { ...head(node), flow: node.flow, anchor: node.anchor, items: node.items.map(of) };
    return node;
  };
  const head = ({ kind, start, end }: Node) => ({ kind, start, end });
  return {
    ...yaml,
    size: yaml.size.separators,
    documents: yaml.documents.map((document) => ({ ...document, root: document.root && of(document.root) })),
  };
}

/** Reads every step of a series of edits on top of the one before, and compares with a fresh reading. */
function sameAsFresh(text: string, steps: readonly Edit[]): void {
  let earlier = { text, yaml: parseYaml(text), lines: new LineIndex(text) };
  for (const step of steps) {
    const next = edit(earlier.text, step);
    const change = changeOf(earlier.text, next);
    const lines = earlier.lines.after(next, change);
    assert.deepEqual(lines, new LineIndex(next));
    const yaml = reparseYaml(earlier, next, change);
    assert.ok(yaml.size.brackets >= sizeOf(next).brackets);
    assert.deepEqual(plain(yaml), plain(parseYaml(next)));
    earlier = { text: next, yaml, lines };
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
  const again = reparseYaml({ text: full, yaml }, next, changeOf(full, next));
  const [before, after] = [yaml.documents[0]?.root, again.documents[0]?.root];
  assert.ok(before?.kind === 'map' && after?.kind === 'map');
  // Untouched entries in front are the very same nodes.
  assert.equal(after.pairs[0], before.pairs[0]);
  assert.deepEqual(plain(again), plain(parseYaml(next)));
});
