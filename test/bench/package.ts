// The size of the package, and the command line against the least that validates the same plan: yaml and ajv in a process of their own.
import { spawn } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { VSIX } from '../../scripts/lib/paths.ts';
import { scratch } from '../support/scratch.ts';
import { planOf } from './plans.ts';
import { owned, rounds, timed, type Bench, type Row } from './report.ts';

const ROUNDS = 15;
/** kB that a package may have. */
const BUDGET = 2_000;

export async function processTime(args: readonly string[], expected: number, input = ''): Promise<number> {
  const [took, code] = await timed(
    () =>
      new Promise<number | null>((resolve) => {
        const child = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'inherit'] });
        child.once('close', resolve);
        child.stdin.end(input);
      }),
  );
  if (code !== expected) throw new Error(`${args.join(' ')} ended with ${code}`);
  return took;
}

export const packaged: Bench = {
  name: 'package',
  title: 'The package and the command line',
  async run(options) {
    const rows: Row[] = [
      {
        what: 'VSIX',
        unit: 'kB',
        ours: [statSync(VSIX).size / 1_000],
        yardstick: { name: 'budget', samples: [BUDGET] },
        aim: 1,
      },
    ];
    for (const lines of [200, 20_000]) {
      const [ours, theirs]: [number[], number[]] = [[], []];
      await owned(async (owner) => {
        const root = scratch(owner, { 'docs/runbook.md': '# What to do\n' });
        const file = path.join(root, 'bench.production-plan.yaml');
        writeFileSync(file, planOf(lines));
        for (let round = -1; round < rounds(ROUNDS, options); round++) {
          const own = await processTime(['dist/cli.js', 'check', file], 0);
          const least = await processTime(['test/bench/plan-floor.ts'], 0, file);
          if (round < 0) continue;
          ours.push(own);
          theirs.push(least);
        }
      });
      rows.push({
        what: `check of one plan of ${lines.toLocaleString('en')} lines`,
        unit: 'ms',
        ours,
        yardstick: { name: 'yaml and ajv', samples: theirs },
        aim: 2,
      });
    }
    return rows;
  },
};
