import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { RULES } from '../../server/src/core/rules/index.ts';
import { cli, folderWith } from '../support/cli.ts';
import { FULL_PLAN, FULL_PLAN_FILES } from '../support/full-plan.ts';

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [
    { readonly physicalLocation: { artifactLocation: { uri: string; uriBaseId?: string }; region: object } },
  ];
  readonly relatedLocations?: readonly { readonly message: { readonly text: string } }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}
interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { version: string; rules: { id: string; help?: { markdown: string } }[] } };
      readonly invocations: readonly [{ executionSuccessful: boolean; toolExecutionNotifications: object[] }];
      readonly results: readonly Result[];
    },
  ];
}

const SCHEMA = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
// One of the schema's patterns is no regular expression in Unicode mode.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const isSarif = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);

async function sarif(cwd: string, ...paths: string[]): Promise<{ log: Log; code: number | null }> {
  const { out, code } = await cli(['check', '--format', 'sarif', ...paths], { cwd });
  const log = JSON.parse(out) as Log;
  assert.ok(isSarif(log), JSON.stringify(isSarif.errors?.slice(0, 3)));
  return { log, code };
}

const WITH_MISTAKES = FULL_PLAN.replace('businessMetric:', 'businessMetrc:')
  .replace('{name: tracking,', '{name: prom,')
  .replace('registry: tracking', 'registry: prom')
  .replace('card: MODEL_CARD.md', 'card: GONE.md');

test('the published schema refuses what is no SARIF', () => {
  assert.equal(isSarif({ version: '2.1.0', runs: [{ tool: {} }] }), false);
});

test('findings are valid SARIF 2.1.0 with rules, places and levels', async (t) => {
  const cwd = folderWith(t, { ...FULL_PLAN_FILES, 'a b/ü#%.production-plan.yaml': WITH_MISTAKES });
  const { log, code } = await sarif(cwd, 'a b');
  assert.equal(code, 1);
  const [run] = log.runs;
  assert.deepEqual(
    run.tool.driver.rules.map(({ id }) => id),
    RULES.map(({ id }) => id),
  );
  for (const { id, help } of run.tool.driver.rules) {
    assert.equal(help?.markdown, readFileSync(`docs/rules/${id}.md`, 'utf8'));
  }
  for (const { ruleId, ruleIndex } of run.results) assert.equal(run.tool.driver.rules[ruleIndex]?.id, ruleId);
  assert.deepEqual(
    run.results.map(({ ruleId, level }) => `${level} ${ruleId}`),
    ['warning file/missing', 'error schema/unknown-key', 'error reference/duplicate-name'],
  );
  assert.deepEqual(run.results[1]?.locations[0].physicalLocation, {
    artifactLocation: { uri: 'a%20b/%C3%BC%23%25.production-plan.yaml', uriBaseId: '%SRCROOT%' },
    region: { startLine: 17, startColumn: 3, endLine: 17, endColumn: 16 },
  });
  assert.match(run.results[2]?.relatedLocations?.[0]?.message.text ?? '', /first used here/);
  assert.equal(run.invocations[0].executionSuccessful, true);
});

test('no finding, and no file, is valid SARIF too', async (t) => {
  const { log, code } = await sarif(folderWith(t, { 'x.txt': '' }));
  assert.equal(code, 0);
  assert.deepEqual(log.runs[0].results, []);
});

test('what could not be read is a notification', async (t) => {
  const { log, code } = await sarif(folderWith(t, { 'x.txt': '' }), 'gone.production-plan.yaml');
  assert.equal(code, 2);
  assert.equal(log.runs[0].invocations[0].executionSuccessful, false);
  assert.equal(log.runs[0].invocations[0].toolExecutionNotifications.length, 1);
});

test('a file outside the working directory has its whole address', async (t) => {
  const outside = folderWith(t, { 'production-plan.yaml': 'a: [\n' });
  const { log } = await sarif(folderWith(t, { 'x.txt': '' }), path.join(outside, 'production-plan.yaml'));
  const { artifactLocation } = log.runs[0].results[0]!.locations[0].physicalLocation;
  assert.deepEqual(artifactLocation, { uri: `file://${outside}/production-plan.yaml` });
});

const prints = ({ runs: [run] }: Log): string[] =>
  run.results.map(({ ruleId, partialFingerprints }) => `${ruleId} ${Object.values(partialFingerprints).join()}`);

test('fingerprints stay when lines move, and differ between findings', async (t) => {
  const before = folderWith(t, { ...FULL_PLAN_FILES, 'production-plan.yaml': WITH_MISTAKES });
  const after = folderWith(t, { ...FULL_PLAN_FILES, 'production-plan.yaml': `# one\n# two\n${WITH_MISTAKES}` });
  const [first, second] = await Promise.all([before, after].map((cwd) => sarif(cwd, 'production-plan.yaml')));
  assert.ok(first && second);
  assert.deepEqual(prints(first.log), prints(second.log));
  assert.equal(new Set(prints(first.log)).size, first.log.runs[0].results.length);
  assert.notDeepEqual(first.log.runs[0].results[0]?.locations, second.log.runs[0].results[0]?.locations);
});

test('a credential leaves no trace in the report', async (t) => {
  const logs = await Promise.all(
    ['correct-horse', 'battery-staple'].map((password) => {
      const plan = FULL_PLAN.replace('http://localhost:9090', `http://ada:${password}@localhost:9090`);
      return sarif(folderWith(t, { ...FULL_PLAN_FILES, 'production-plan.yaml': plan }), 'production-plan.yaml');
    }),
  );
  const [first, second] = logs.map(({ log }) => log);
  assert.ok(first && second);
  assert.deepEqual(prints(first), prints(second));
  assert.equal(prints(first).length, 1);
  assert.doesNotMatch(JSON.stringify(first.runs[0].results), /correct-horse/);
});

test('text of a plan does not become a link or a placeholder', async (t) => {
  const cwd = folderWith(t, { 'production-plan.yaml': '"[click](https://example.com) {0}": 1\n' });
  const { log } = await sarif(cwd);
  const texts = log.runs[0].results.map(({ message }) => message.text).join('\n');
  assert.ok(texts.includes('\\[click](https://example.com) {{0}}'), texts);
});
