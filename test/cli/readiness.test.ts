import assert from 'node:assert/strict';
import { test } from 'node:test';
import { marked } from 'marked';
import { cli, folderWith } from '../support/cli.ts';
import { FULL_PLAN, FULL_PLAN_FILES } from '../support/full-plan.ts';

const EXAMPLE = 'examples/flight-delays';

interface Report {
  readonly plans: readonly {
    readonly file: string;
    readonly level: string;
    readonly score: number;
    readonly live: boolean;
    readonly areas: readonly {
      readonly id: string;
      readonly checks: readonly { readonly id: string; readonly state: string; readonly seenAt?: string }[];
    }[];
    readonly testScore: { readonly score: number };
  }[];
  readonly summary: { readonly plans: number; readonly lowestScore?: number };
}

test('the example is told without asking anybody, with levels, areas and what to do next', async () => {
  const { code, out, err } = await cli(['readiness', EXAMPLE]);
  assert.deepEqual({ code, err }, { code: 0, err: '' });
  assert.match(
    out,
    /^examples\/flight-delays\/production-plan\.yaml: Late arrivals out of New York \(late-arrival\)\n {2}Declared · \d+ of 100/,
  );
  assert.match(out, /✓ Rollback runbook exists {2}shown by a file: docs\/runbook\.md/);
  assert.match(out, /Data sources were not asked/);
});

test('with --live what the sources tell counts, also looking back', async () => {
  const { code, out } = await cli(['readiness', EXAMPLE, '--live', '--as-of', '2013-06-10', '--format', 'json']);
  assert.equal(code, 0);
  const { plans, summary } = JSON.parse(out) as Report;
  const [plan] = plans;
  assert.ok(plan?.live);
  assert.deepEqual(summary, { plans: 1, lowestScore: plan.score });
  const quality = plan.areas.flatMap(({ checks }) => checks).find(({ id }) => id === 'monitoring/quality');
  assert.equal(quality?.state, 'live');
  assert.match(quality.seenAt ?? '', /^\d{4}-\d\d-\d\dT/);
});

test('a score below the one asked for is a finding, and says which plan', async (t) => {
  const cwd = folderWith(t, {
    ...FULL_PLAN_FILES,
    'a/production-plan.yaml': FULL_PLAN,
    'b/production-plan.yaml': 'kind: ProductionPlan\nspec: {}\n',
  });
  assert.equal((await cli(['readiness', 'a', '--min-score', '50'], { cwd })).code, 0);
  const { code, err } = await cli(['readiness', '--min-score', '50'], { cwd });
  assert.equal(code, 1);
  assert.match(err, /^production-first: b\/production-plan\.yaml: .* scores 0, below 50\.\n$/);
});

test('as a comment it is Markdown in which text of a plan stays text', async (t) => {
  const hostile = '@everyone <img src=x onerror=alert(1)> [click](https://evil.example) | `x` ![y](z) #1';
  const cwd = folderWith(t, {
    'production-plan.yaml': FULL_PLAN.replace(
      'displayName: Customer churn',
      `displayName: ${JSON.stringify(hostile)}`,
    ).replace('name: monthly_retention', 'name: "https://evil.example/<b>"'),
  });
  const { code, out } = await cli(['readiness', '--format', 'markdown'], { cwd });
  assert.equal(code, 0);
  const html = await marked(out);
  assert.doesNotMatch(html, /<img|<a |<b>|@everyone/);
  assert.match(html, /<h3>/);
  assert.equal(html.match(/<td>/g)?.length, 4 * (out.match(/^\| [A-Z]/gm)?.length ?? 0));
});

test('what cannot be understood is told, and what cannot be read fails', async (t) => {
  for (const [args, words] of [
    [['--format', 'sarif'], /--format must be text, markdown, html, json, cyclonedx, eu-ai-act/],
    [['--min-score', 'many'], /--min-score must be a whole number/],
    [['--min-score', '101'], /must be 100 or less/],
    [['--as-of', '2026-01-01'], /--as-of needs --live/],
  ] as const) {
    const { code, err } = await cli(['readiness', ...args]);
    assert.equal(code, 2);
    assert.match(err, words);
  }
  const cwd = folderWith(t, { 'notes.yaml': 'a: 1\n' });
  assert.equal((await cli(['readiness', 'notes.yaml'], { cwd })).code, 2);
  assert.equal((await cli(['readiness'], { cwd })).out, 'No production plan was found.\n');
});
