// `npm run bench`: measures everything in one run and writes the tables to test-results/bench.md and .json.
//   --only NAME,NAME   only these parts
//   --hurry N          an Nth of the rounds, to try out
//   --record           put the tables, and their ratios as a column of this version, into docs/performance.md
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { editing } from './editing.ts';
import { live } from './live.ts';
import { packaged } from './package.ts';
import { recorded } from './record.ts';
import { markdown, median, ratioOf, type Bench, type Row } from './report.ts';
import { activation, start } from './start.ts';
import { workspace } from './workspace.ts';

const BENCHES: readonly Bench[] = [editing, start, activation, workspace, live, packaged];
const PAGE = 'docs/performance.md';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    hurry: { type: 'string', default: '1' },
    record: { type: 'boolean', default: false },
  },
});
const wanted = values.only?.split(',');
const unknown = wanted?.filter((name) => !BENCHES.some((bench) => bench.name === name)) ?? [];
if (unknown.length > 0)
  throw new Error(`no part ${unknown.join(', ')}; there are ${BENCHES.map(({ name }) => name).join(', ')}`);
if (values.record && wanted) throw new Error('only a whole run is recorded');

const parts: { readonly title: string; readonly rows: readonly Row[] }[] = [];
for (const bench of BENCHES) {
  if (wanted && !wanted.includes(bench.name)) continue;
  const started = performance.now();
  const rows = await bench.run({ hurry: Number(values.hurry) });
  parts.push({ title: bench.title, rows });
  console.error(`${bench.name}: ${((performance.now() - started) / 1_000).toFixed(0)} s`);
}

const cpu = os.cpus();
const machine = `${new Date().toISOString().slice(0, 10)}, ${cpu.length} × ${cpu[0]?.model.trim() ?? 'unknown'}, Node ${process.version.slice(1)}`;
const tables = parts.map(({ title, rows }) => `### ${title}\n\n${markdown(rows)}\n`).join('\n');
const figures = `Medians with quartiles, ${machine}.\n\n${tables}`;
console.log(figures);

const all = parts.flatMap(({ rows }) => rows);
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
const summary = all.map((row) => ({
  what: row.what,
  unit: row.unit,
  median: median(row.ours),
  ratio: ratioOf(row),
  aim: row.aim,
}));
mkdirSync('test-results', { recursive: true });
writeFileSync('test-results/bench.md', figures);
writeFileSync('test-results/bench.json', JSON.stringify({ version, machine, rows: summary }, undefined, 2));
if (values.record) writeFileSync(PAGE, recorded(readFileSync(PAGE, 'utf8'), { version, figures, rows: all }));

const missed = all.filter((row) => row.aim !== undefined && (ratioOf(row) ?? 0) > row.aim);
for (const row of missed) console.error(`missed: ${row.what} ${(ratioOf(row) ?? 0).toFixed(3)} > ${row.aim}`);
