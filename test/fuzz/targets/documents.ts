import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { check } from '../../../server/src/core/check.ts';
import type { CheckedFile } from '../../../server/src/core/document/checked-file.ts';
import { readFile } from '../../../server/src/core/document/read.ts';
import { toValue } from '../../../server/src/core/document/value.ts';
import type { DocumentKind } from '../../../server/src/core/rules/rule.ts';
import { damage, damaged, yamlTexts, type Damage } from '../texts.ts';
import { target } from '../target.ts';

const KINDS: readonly DocumentKind[] = ['production-plan', 'huggingface-card', 'model-card-toolkit'];
const OPTIONS = { now: Date.UTC(2026, 5, 1), facts: new Map(), rules: {} };
const MOST = 1_000;

/** Checks a file, and that every finding is one: inside the text, said, and plain data. */
export function checked(file: CheckedFile): void {
  const problems = check(file, OPTIONS);
  assert.ok(problems.length <= MOST, `${problems.length} findings`);
  for (const { span, message, related = [] } of problems) {
    for (const { start, end } of [span, ...related.map((place) => place.span)])
      assert.ok(
        start >= 0 && start <= end && end <= Math.max(1, file.text.length),
        `${message} at ${start}–${end} of ${file.text.length}`,
      );
    assert.notEqual(message, '');
  }
  assert.doesNotThrow(() => JSON.stringify(problems));
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
}

/** Any text, as any of the kinds; read afresh and on top of what stood there before. */
interface Rewritten {
  readonly before: Damage;
  readonly after: Damage;
  readonly kind: DocumentKind;
}

export const bytes = target<Rewritten>({
  name: 'document-bytes',
  inputs: fc.record({ before: damage, after: damage, kind: fc.constantFrom(...KINDS) }),
  runs: 300,
  open: () =>
    Promise.resolve({
      holds: ({ before, after, kind }) => {
        const earlier = readFile(kind, damaged(before));
        checked(earlier);
        const text = damaged(after);
        const again = readFile(kind, text, earlier);
        checked(again);
        const fresh = readFile(kind, text);
        assert.deepEqual(check(again, OPTIONS), check(fresh, OPTIONS));
      },
    }),
});

/** YAML of every construction: what is read without a finding is what the YAML library itself reads. */
export const structure = target<string>({
  name: 'yaml-structure',
  inputs: yamlTexts,
  runs: 2_000,
  open: () =>
    Promise.resolve({
      holds: (text) => {
        const file = readFile('production-plan', text);
        checked(file);
        if (file.problems.length > 0) return;
        const theirs = parseAllDocuments(text, { logLevel: 'silent' });
        if (!Array.isArray(theirs) || theirs.some(({ errors }) => errors.length > 0)) return;
        for (const [index, document] of file.documents.entries()) {
          if (/<<|\*|!/.test(text)) continue;
          const plain = JSON.stringify(toValue(document.root));
          assert.equal(plain, JSON.stringify(theirs[index]?.toJS() ?? null), 'another value than the library reads');
        }
      },
    }),
});
