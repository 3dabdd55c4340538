// `npm run fuzz -- [--minutes 10] [--only NAME,NAME] [--seed N] [--keep]`: makes up inputs for so long, shared among the targets.
// --keep adds what was found, made as small as possible, to test/fuzz/corpus, which every test run tries first.
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { fuzz, keep } from './fuzz.ts';
import { TARGETS } from './targets.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    only: { type: 'string' },
    seed: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const wanted = values.only?.split(',');
const unknown = wanted?.filter((name) => !TARGETS.some((target) => target.name === name)) ?? [];
if (unknown.length > 0)
  throw new Error(`no target ${unknown.join(', ')}; there are ${TARGETS.map(({ name }) => name).join(', ')}`);
const targets = TARGETS.filter(({ name }) => !wanted || wanted.includes(name));
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const time = (Number(values.minutes) * 60_000) / targets.length;

console.log(`seed ${seed}\n\n| target | inputs | time | finds |\n|---|---|---|---|`);
let finds = 0;
for (const target of targets) {
  const started = performance.now();
  const { runs, find } = await fuzz(target, { seed, runs: 10_000_000, time });
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  console.log(`| ${target.name} | ${runs.toLocaleString('en')} | ${seconds} s | ${find ? 'one' : 'none'} |`);
  if (!find) continue;
  finds++;
  console.log(`${fc.stringify(find.input)}\n${find.error}`);
  if (values.keep) keep(target, find.input);
}
process.exitCode = finds > 0 ? 1 : 0;
