import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ruleIndex } from '../../scripts/lib/rule-index.ts';
import { RULES } from '../../server/src/core/rules/index.ts';
import { findingsOf, rulePage } from '../support/rule-page.ts';

test('every rule has a page, and every page a rule', () => {
  const pages = globSync('docs/rules/*/*.md').map((file) => file.replaceAll('\\', '/').slice('docs/rules/'.length, -3));
  assert.deepEqual(pages.sort(), RULES.map(({ id }) => id).sort());
});

test('the index lists every rule as it is', () => {
  assert.equal(readFileSync('docs/rules/README.md', 'utf8'), ruleIndex(RULES), 'run npm run build and commit the index');
});

for (const { id, severity } of RULES) {
  test(`the page of ${id} has its name and severity`, () => {
    const [title, , standing = ''] = rulePage(id).text.split('\n');
    assert.equal(title, `# ${id}`);
    assert.ok(standing.toLowerCase().startsWith(`*${severity} · `), standing);
  });

  // Cards have pages with parts of cards, which mean nothing alone; their examples are checked with the card rules.
  if (id.startsWith('card/')) continue;
  test(`the examples on the page of ${id} are what they say`, () => {
    const { bad, good } = rulePage(id);
    assert.ok(bad.length > 0 && good.length > 0, 'a page shows at least one bad and one good example');
    for (const example of bad) assert.deepEqual(findingsOf(example), [id], example.plan);
    for (const example of good) assert.deepEqual(findingsOf(example), [], example.plan);
  });
}
