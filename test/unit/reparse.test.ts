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
import { withAnchors } from '../bench/plans.ts';
import { edit, edits, type Edit } from '../support/edits.ts';

const full = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');

/** A tree as it reads: whether an edit has moved a node is not to be told from it, and of brackets only how many there are at most. */
function plain(yaml: YamlFile): unknown {
  // An alias in what it refers to would go on without end.
  const of = (node: Node, open: readonly Node[] = []): unknown => {
    const within = [...open, node];
    if (node.kind === 'map') {
      const pairs = node.pairs.map(({ key, value }) => ({ key: of(key, within), value: of(value, within) }));
      return { ...head(node), flow: node.flow, anchor: node.anchor, pairs };
    }
    if (node.kind === 'seq') {
      const items = node.items.map((item) => of(item, within));
      return { ...head(node), flow: node.flow, anchor: node.anchor, items };
    }
    if (node.kind !== 'alias') return node;
    const { name, target } = node;
    return { ...head(node), name, target: target && (open.includes(target) ? 'itself' : of(target, within)) };
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
    { numRuns: 75 },
  );
});

test('so it does with CRLF line ends', () => {
  const crlf = full.replaceAll('\n', '\r\n');
  fc.assert(
    fc.property(edits, (steps) => sameAsFresh(crlf, steps)),
    { numRuns: 50 },
  );
});

test('so it does in odd but valid YAML', () => {
  const odd = [
    'a:\n- 1\n-   x: 1\n    y: 2\n-\n  z: 3\n\n# note\nb: |+\n  text\n\n\nc: >-\n  folded\n  text\n? long\n: value\nd: plain\n  goes on\ne:\n',
    '- a\n-  - b\n   - c\n- # comment\n  d: 1\n  e:\n    - f: 1\n      g:\n      - h\n# end\n',
    "\uFEFFk: 'it''s'\nl: \"a\\nb\"\nm: {x: 1, y: [1, 2, {z: 3}]}\nn: # nothing\no: 1 # last",
    'anchors: &a {x: 1}\nuse: *a\nmerge:\n  <<: *a\n',
    'a: &a {x: 1, y: &y [1, 2]}\nb:\n  - &b 1\n  - u: *b\n    v: 2\n  - w: *y\nc: 3\nd:\n  <<: *a\n  e: &e\n    f: *b\n    g: 4\nh: [*e, *b, 5]\ni:\n  - 6\n  - *e\n',
    '---\nx: 1\ny:\n  z: 2\n...\n',
    'x:\n  - 1\n---\ny: 2\n',
  ];
  for (const text of odd)
    fc.assert(
      fc.property(edits, (steps) => sameAsFresh(text, steps)),
      { numRuns: 150 },
    );
});

test('so it does where entries of long lists stand for one another', () => {
  const linked = withAnchors(12).replace(
    '    indicators:\n',
    '    indicators:\n      - &whole {name: whole, role: quality}\n',
  );
  fc.assert(
    fc.property(edits, (steps) => sameAsFresh(linked, steps)),
    { numRuns: 50 },
  );
});

test('beside anchors and aliases only the entry that is edited is read again', () => {
  const text = withAnchors(40);
  const yaml = parseYaml(text);
  const next = text.replace('labelDelay: 7d\n', 'labelDelay: 14d\n');
  const again = reparseYaml({ text, yaml }, next, changeOf(text, next));
  const [before, after] = [yaml.documents[0]?.root, again.documents[0]?.root];
  assert.ok(before?.kind === 'map' && after?.kind === 'map');
  assert.equal(after.pairs[0], before.pairs[0]);
  assert.deepEqual(plain(again), plain(parseYaml(next)));
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
