// Times drift arithmetic on a million rows against SciPy and numpy, turn by turn in one run, and the analysis of long series:
// `npx node test/bench/drift.ts [--rounds 9] [--rows 1000000]`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { systemsPython } from '../../scripts/lib/systems/python.ts';
import { analyseSeries } from '../../server/src/core/decay/analyse.ts';
import { chiSquare, countCategories } from '../../server/src/core/decay/drift/chi-square.ts';
import { jensenShannon } from '../../server/src/core/decay/drift/jensen-shannon.ts';
import { ks } from '../../server/src/core/decay/drift/ks.ts';
import { psi } from '../../server/src/core/decay/drift/psi.ts';
import { wassersteinNormed } from '../../server/src/core/decay/drift/wasserstein.ts';
import { sorted } from '../../server/src/core/decay/numeric/order.ts';
import { randomOf } from '../support/noise.ts';
import { median, spread } from './report.ts';

const { values: given } = parseArgs({
  options: { rounds: { type: 'string', default: '9' }, rows: { type: 'string', default: '1000000' } },
});
const [ROUNDS, ROWS] = [Number(given.rounds), Number(given.rows)];
const WARM_UP = 2;

const random = randomOf(1);
const a = Float64Array.from({ length: ROWS }, () => random.normal());
const b = Float64Array.from({ length: ROWS }, () => 0.05 + 1.02 * random.normal());
const codes = [1, 1.05].map((tilt) => Int32Array.from({ length: ROWS }, () => Math.floor(50 * random.next() ** tilt)));
const words = codes.map((column) => Array.from(column, (code) => `category ${code}`));

/** Ours by the name that the other side has for it; each starts from unsorted rows. */
const METHODS: Readonly<Record<string, { readonly what: string; readonly run: () => number | undefined }>> = {
  ks: { what: 'Kolmogorov–Smirnov', run: () => ks(sorted(a), sorted(b))?.statistic },
  psi: { what: 'PSI, 10 quantiles', run: () => psi(sorted(a), sorted(b))?.score },
  jensenshannon: {
    what: 'Jensen–Shannon distance, 10 quantiles',
    run: () => jensenShannon(sorted(a), sorted(b))?.score,
  },
  wasserstein: { what: 'Wasserstein distance, normed', run: () => wassersteinNormed(sorted(a), sorted(b))?.score },
  all: {
    what: 'these four of one column',
    run: () => {
      const [was, is] = [sorted(a), sorted(b)];
      ks(was, is);
      psi(was, is);
      jensenShannon(was, is);
      return wassersteinNormed(was, is)?.score;
    },
  },
  chi_square: {
    what: 'chi-square, 50 categories',
    run: () => {
      const counts = countCategories(words[0] ?? [], words[1] ?? []);
      return chiSquare(counts.reference, counts.current)?.score;
    },
  },
};

async function compareDrift(): Promise<void> {
  const python = systemsPython();
  if ('missing' in python) throw new Error(python.missing);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'production-first-bench-'));
  const files = [a, b, ...codes].map((column, index) => {
    const file = path.join(folder, `column-${index}`);
    writeFileSync(file, column);
    return file;
  });
  const child = spawn(python.program, ['test/bench/drift.py', ...files], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const theirs = async (method: string): Promise<readonly [took: number, result: number]> => {
    child.stdin.write(`${method}\n`);
    const { value } = await lines.next();
    const [took = NaN, result = NaN] = String(value).split(' ').map(Number);
    return [took, result];
  };
  console.log('| measured | production-first (ms) | SciPy, numpy (ms) | ratio |\n|---|---|---|---|');
  for (const [method, { what, run }] of Object.entries(METHODS)) {
    const [own, other]: [number[], number[]] = [[], []];
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      const started = performance.now();
      const result = run();
      const took = performance.now() - started;
      const [tookThem, expected] = await theirs(method);
      if (!(Math.abs((result ?? NaN) - expected) <= 1e-9 * Math.max(1, Math.abs(expected)))) {
        throw new Error(`${what}: ${result} here, ${expected} there`);
      }
      if (round < 0) continue;
      own.push(took);
      other.push(tookThem);
    }
    const ratio = (median(own) / median(other)).toFixed(2);
    console.log(`| ${what} | ${spread(own)} | ${spread(other)} | ${ratio} |`);
  }
  child.stdin.end();
  await once(child, 'exit');
  rmSync(folder, { recursive: true });
}

function timeAnalysis(): void {
  const [series, count] = [20, 100_000];
  const all = Array.from({ length: series }, (_, at) =>
    Array.from({ length: count }, (__, index) => ({
      time: index * 60_000,
      value: 0.9 - (at * index * 1e-7) / 5 + (at % 3 === 0 && index > 60_000 ? -0.05 : 0) + 0.01 * random.normal(),
    })),
  );
  for (const [what, interval] of [
    ['as many as there are', undefined],
    ['one a day counts', 86_400_000],
  ] as const) {
    const took: number[] = [];
    for (let round = -1; round < ROUNDS; round++) {
      const started = performance.now();
      for (const samples of all) {
        analyseSeries(samples, {
          objective: 'maximize',
          critical: 0.8,
          now: count * 60_000,
          slo: { name: 'slo', objective: 99, window: 28 * 86_400_000 },
          ...(interval !== undefined && { interval }),
        });
      }
      if (round >= 0) took.push(performance.now() - started);
    }
    console.log(`${series} series × ${count} values, ${what}: ${spread(took)} ms`);
  }
}

await compareDrift();
timeAnalysis();
