import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFile } from '../../../server/src/core/document/read.ts';
import { actionsFor, problemsIn } from '../../support/actions.ts';
import { FULL_PLAN } from '../../support/full-plan.ts';

/** The full plan with `from`, which stands in it once, replaced. */
function edited(from: string, to: string): string {
  assert.equal(FULL_PLAN.split(from).length, 2, `${from} must stand once`);
  return FULL_PLAN.replace(from, () => to);
}

const rules = (text: string): string[] => problemsIn(readFile('production-plan', text)).map(({ rule }) => rule);

/** The only line that differs between the texts, after. */
function changedLines(before: string, after: string): string[] {
  const old = new Set(before.split('\n'));
  return after.split('\n').filter((line) => !old.has(line));
}

test('a misspelt key, value and name are changed to what was meant', () => {
  for (const [from, to] of [
    ['businessMetric:', 'businessMetrc:'],
    ['lifecycle: production ', 'lifecycle: prodction '],
    ['registry: tracking', 'registry: "trackin"'],
  ] as const) {
    const { actions } = actionsFor(edited(from, to));
    assert.equal(actions[0]?.isPreferred, true);
  }
  const quoted = actionsFor(edited('registry: tracking', "registry: 'trackin'"));
  assert.equal(quoted.apply('Change'), edited('registry: tracking', "registry: 'tracking'"));
});

test('a missing field goes where the schema has it, comments stay', () => {
  const text = edited('    name: churn                           # registered model\n', '');
  const after = actionsFor(text, 'schema/missing').apply('Insert "name"');
  assert.deepEqual(changedLines(text, after), ['    name: churn']);
  assert.ok(after.includes('  model:\n    name: churn\n    alias: champion'));
  assert.deepEqual(rules(after), []);
});

/** What the section that is inserted cannot know. */
const LEFT_OPEN = ['rollback/never-drilled', 'rollback/no-trigger'];

test('a missing section is inserted with what it must hold', () => {
  const at = FULL_PLAN.indexOf('  rollback:');
  const text = FULL_PLAN.slice(0, at) + FULL_PLAN.slice(FULL_PLAN.indexOf('  cost:'));
  const after = actionsFor(text, 'schema/missing').apply('Insert "rollback"');
  assert.ok(
    after.includes(
      '    indicator: label_rate                 # what watches coverage; optional\n  rollback:\n    target: previous\n',
    ),
  );
  assert.deepEqual(rules(after), LEFT_OPEN);
});

test('several missing fields are inserted at once, also into flow and empty mappings', () => {
  const flow = edited('{name: oncall, kind: pagerduty, address: growth-ml}', '{address: growth-ml}');
  const after = actionsFor(flow, 'schema/missing').apply('Insert all 2 missing fields: name, kind');
  assert.deepEqual(changedLines(flow, after), ['    targets: [{name: oncall, kind: pagerduty, address: growth-ml}]']);
  assert.deepEqual(rules(after), []);

  const empty = edited('{name: oncall, kind: pagerduty, address: growth-ml}', '{}');
  assert.deepEqual(changedLines(empty, actionsFor(empty, 'schema/missing').apply('Insert all 2')), [
    '    targets: [{name: oncall, kind: pagerduty}]',
  ]);
});

test('a section with a name only is filled', () => {
  const at = FULL_PLAN.indexOf('    target: previous ');
  const text = `${FULL_PLAN.slice(0, at)}    # to do\n${FULL_PLAN.slice(FULL_PLAN.indexOf('  cost:'))}`;
  const after = actionsFor(text, 'schema/wrong-type').apply('Fill "rollback"');
  assert.ok(after.includes('  rollback:\n    target: previous\n'));
  assert.ok(after.includes('# to do'));
  assert.deepEqual(rules(after), LEFT_OPEN);
});

test('an empty document is filled to a plan', () => {
  const after = actionsFor('# plan\n').apply('Fill the document');
  assert.ok(after.startsWith('# plan\napiVersion: production-first/v1\nkind: ProductionPlan\n'));
});

test('what nothing uses is removed, its comment stays', () => {
  const text = edited('  dataPipelines:', '    - name: spare   # for later\n      type: file\n  dataPipelines:');
  const after = actionsFor(text, 'reference/unused').apply('Remove "spare"');
  assert.equal(after, edited('  dataPipelines:', '    # for later\n  dataPipelines:'));
  const unknown = edited('    alias: champion   ', '    zzzz: 1\n    alias: champion   ');
  assert.equal(actionsFor(unknown).apply('Remove "zzzz"'), FULL_PLAN);
});

test('the last unused entry leaves an empty list', () => {
  const text = 'spec:\n  dataSources:\n    - {name: a, type: file}\n  model:\n    name: x\n';
  assert.ok(actionsFor(text, 'reference/unused').apply('Remove').startsWith('spec:\n  dataSources: []\n  model:'));
});

test('a number that must be text is put in quotes', () => {
  const text = edited('alias: champion    ', 'version: 1.10   ');
  const after = actionsFor(text, 'schema/wrong-type').apply('Put "1.10" in quotes');
  assert.deepEqual(changedLines(text, after), ['    version: "1.10"                      # or version: "7"']);
});

test('a key written twice is removed, without asking only when both say the same', () => {
  const same = edited('    automatic: true\n', '    automatic: true\n    automatic: true\n');
  assert.equal(actionsFor(same).apply('Remove the second "automatic", which says the same'), FULL_PLAN);
  const other = actionsFor(edited('    automatic: true\n', '    automatic: true\n    automatic: false\n'));
  const action = other.actions.find(({ title }) => title === 'Remove the second "automatic"');
  assert.equal(action?.isPreferred, undefined);
  assert.ok(!other.titles.includes('Fix all safe problems in this file'));
});

test('all safe problems are fixed in one edit, and asked again there is nothing to do', () => {
  const text = edited('businessMetric:', 'businesMetric:')
    .replace('lifecycle: production ', 'lifecycle: Production ')
    .replace('alias: champion   ', 'version: 7  ');
  for (const more of [{}, { only: ['source.fixAll'] }]) {
    const after = actionsFor(text, undefined, 'production-plan', more).apply('Fix all safe problems');
    assert.deepEqual(rules(after), []);
    assert.deepEqual(actionsFor(after, undefined, 'production-plan', more).titles, []);
  }
  assert.deepEqual(actionsFor(text, undefined, 'production-plan', { only: ['refactor'] }).titles, []);
});

test('a rule is disabled for a line, a second one in the same comment', () => {
  const text = edited('registry: tracking', 'registry: gone');
  const once = actionsFor(text).apply('Disable reference/unknown-data-source for this line');
  assert.ok(
    once.includes('    # production-first-disable-next-line reference/unknown-data-source\n    registry: gone'),
  );
  assert.ok(!rules(once).includes('reference/unknown-data-source'));
  const two = once.replace('    registry: gone ', '    registri: gone ');
  const twice = actionsFor(two, 'schema/unknown-key').apply('Disable schema/unknown-key');
  assert.ok(twice.includes('disable-next-line reference/unknown-data-source, schema/unknown-key\n    registri'));
  assert.deepEqual(
    rules(twice).filter((rule) => rule.startsWith('schema')),
    [],
  );
  assert.deepEqual(actionsFor(edited('kind: ProductionPlan', 'kind: ['), 'syntax/yaml').titles, []);
});

test('a waiver is added to the list there is, or with the list', () => {
  const text = edited('registry: tracking', 'registry: gone');
  const title = 'Add a waiver of reference/unknown-data-source';
  const added = actionsFor(text, 'reference/unknown-data-source').apply(title);
  assert.match(
    added,
    /2999-12-31\}, \{rule: reference\/unknown-data-source, reason: TODO say why this can wait, owner: ada, expires: 2027-02-22\}\]\n$/,
  );
  assert.ok(!rules(added).includes('reference/unknown-data-source'));

  const without = text.replace(/ {2}waivers:.*\n/, '').replace('role: accountable', 'role: lead');
  const created = actionsFor(without, 'reference/unknown-data-source').apply(title);
  assert.ok(
    created.endsWith(
      '  waivers:\n    - rule: reference/unknown-data-source\n      reason: TODO say why this can wait\n      owner: group:default/growth-ml\n      expires: 2027-02-22\n',
    ),
  );
  assert.ok(!rules(created).includes('reference/unknown-data-source'));

  const block = actionsFor(
    created.replace('name: oncall, kind', 'name: other, kind'),
    'reference/unknown-notification-target',
  );
  assert.ok(
    block
      .apply('Add a waiver')
      .endsWith(
        '  - rule: reference/unknown-notification-target\n      reason: TODO say why this can wait\n      owner: group:default/growth-ml\n      expires: 2027-02-22\n',
      ),
  );
  assert.ok(
    !actionsFor(edited('kind: ProductionPlan', 'kind: x')).titles.some((other) => other.startsWith('Add a waiver')),
  );
});

test('clients that drop a diagnostic’s data get the same actions', () => {
  const text = edited('businessMetric:', 'businessMetrc:');
  const { titles } = actionsFor(text, 'schema/unknown-key');
  assert.ok(titles.length > 2);
  const bare = actionsFor(text, 'schema/unknown-key', 'production-plan', {}, true);
  assert.deepEqual(bare.titles, titles);
});

test('in the text of a card the comment is one of Markdown', () => {
  const text = '---\nlicense: mit\n---\n# Model\n\n[More Information Needed]\n';
  const after = actionsFor(text, 'card/placeholder', 'huggingface-card').apply('Disable card/placeholder');
  assert.ok(after.includes('\n<!-- production-first-disable-next-line card/placeholder -->\n[More'));
});

test('a card without front matter gets one, with no license made up', () => {
  const text = '\uFEFF# Model\r\n\r\nSays little.\r\n';
  const after = actionsFor(text, 'card/missing-field', 'huggingface-card').apply('Add front matter');
  assert.ok(after.startsWith('\uFEFF---\r\nlicense: unknown\r\npipeline_tag: '));
  assert.ok(after.endsWith('\r\n---\r\n# Model\r\n\r\nSays little.\r\n'));
  const left = problemsIn(readFile('huggingface-card', after)).map(({ rule }) => rule);
  assert.ok(!left.includes('card/missing-field'));
});

test('a mapping reached through an alias is mended where it stands', () => {
  const target = '[{name: oncall, kind: pagerduty, address: growth-ml}]';
  const text = edited(target, '[&t {name: oncall, address: x}, *t]');
  const after = actionsFor(text, 'schema/missing').apply('Insert "kind"');
  assert.equal(after, edited(target, '[&t {name: oncall, kind: pagerduty, address: x}, *t]'));
});

test('of several documents the one with the problem is mended', () => {
  const text = `${FULL_PLAN}---\n${edited('registry: tracking', 'registry: trackin')}`;
  assert.equal(actionsFor(text).apply('Change "trackin"'), `${FULL_PLAN}---\n${FULL_PLAN}`);
  const waived = actionsFor(text).apply('Add a waiver of reference/unknown-data-source');
  assert.ok(waived.startsWith(`${FULL_PLAN}---\n`));
});

test('a client that takes no versions gets plain changes, one that resolves waits for the edit of fix-all', () => {
  const text = edited('registry: tracking', 'registry: trackin');
  const { actions } = actionsFor(text, undefined, 'production-plan', { version: null, resolves: true });
  assert.deepEqual(Object.keys(actions[0]?.edit ?? {}), ['changes']);
  const all = actions.find(({ title }) => title.startsWith('Fix all'));
  assert.equal(all?.edit, undefined);
});
