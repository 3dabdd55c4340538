import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'node:test';
import { parseDocument } from 'yaml';
import { AREAS } from '../../../server/src/core/readiness/areas.ts';
import type { LevelName, ReadinessView } from '../../../server/src/core/readiness/view.ts';
import { FULL_PLAN, FULL_PLAN_FILES } from '../../support/full-plan.ts';
import { readinessIn } from '../../support/readiness.ts';
import { scratch } from '../../support/scratch.ts';

const LEVELS: readonly LevelName[] = ['Prototype', 'Declared', 'Instrumented', 'Operated', 'Proven'];
const PATHS = [...new Map(AREAS.flatMap(({ checks }) => checks.map(({ path }) => [path.join('.'), path])))].map(
  ([, path]) => path,
);

/** The full plan without what stands at these of the paths that checks ask for. */
function without(left: ReadonlySet<number>): string {
  const document = parseDocument(FULL_PLAN);
  for (const at of left) document.deleteIn(PATHS[at] ?? []);
  return String(document);
}

const checksOf = ({ areas }: ReadinessView) => areas.flatMap(({ checks }) => checks);

test('saying one thing more lowers neither the score nor the level, whatever else is said', async (t) => {
  const root = scratch(t, FULL_PLAN_FILES);
  const any = fc.uniqueArray(fc.nat(PATHS.length - 1), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(any, async (paths) => {
      const less = await readinessIn(root, without(new Set(paths)));
      const more = await readinessIn(root, without(new Set(paths.slice(1))));
      const what = PATHS[paths[0] ?? 0]?.join('.') ?? '';
      assert.ok(more.score >= less.score, `${what}: ${less.score} → ${more.score}`);
      assert.ok(LEVELS.indexOf(more.level) >= LEVELS.indexOf(less.level), `${what}: ${less.level} → ${more.level}`);
      assert.ok(more.testScore.score >= less.testScore.score);
    }),
    { numRuns: 100 },
  );
});

test('the gains that are told are what lacks to a hundred', async (t) => {
  const root = scratch(t, FULL_PLAN_FILES);
  const any = fc.uniqueArray(fc.nat(PATHS.length - 1), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(any, async (paths) => {
      const view = await readinessIn(root, without(new Set(paths)));
      const gains = checksOf(view).reduce((sum, { gain }) => sum + gain, 0);
      // The score is rounded down, each gain to a tenth.
      const rounding = 1 + 0.05 * checksOf(view).length;
      assert.ok(Math.abs(view.score + gains - 100) <= rounding, `${view.score} + ${gains}`);
      assert.ok(view.score >= 0 && view.score <= 100);
    }),
    { numRuns: 50 },
  );
});
