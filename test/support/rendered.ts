import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { stringAt } from '../../server/src/core/document/node.ts';
import { readFile } from '../../server/src/core/document/read.ts';
import { planOf } from '../../server/src/core/plan/plan.ts';
import type { Contract } from '../../server/src/core/scaffold/contract.ts';
import { conventionsOf, NO_CONVENTIONS, type Conventions } from '../../server/src/core/scaffold/conventions.ts';
import { renderTarget } from '../../server/src/core/scaffold/render/render-target.ts';
import type { Rendered } from '../../server/src/core/scaffold/render/target.ts';
import { TARGETS } from '../../server/src/core/scaffold/render/targets.ts';

/** Sound plans of different kinds. */
export const SOUND_PLANS: Readonly<Record<string, string>> = Object.fromEntries(
  ['image-classification', 'llm-service', 'batch-forecast'].map((name) => [
    name,
    readFileSync(`test/fixtures/plans/${name}.production-plan.yaml`, 'utf8'),
  ]),
);

export const EXAMPLE_PLAN = readFileSync('examples/flight-delays/production-plan.yaml', 'utf8');

/** What a target makes of the first plan of `text`. */
export function rendered(
  text: string,
  target: string,
  contracts: ReadonlyMap<string, Contract> = new Map(),
  agreed: Conventions = NO_CONVENTIONS,
): Rendered {
  const root = readFile('production-plan', text).documents[0]?.root;
  const [plan, found] = [planOf(root), TARGETS.find(({ id }) => id === target)];
  assert.ok(plan && found);
  return renderTarget(found, {
    plan,
    name: stringAt(root, ['metadata', 'name']) ?? '',
    file: 'production-plan.yaml',
    contracts,
    conventions: conventionsOf(root, agreed),
  });
}
