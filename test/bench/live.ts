// Times live decay from its data to the first paint, in one run: `npx node test/bench/live.ts [--rounds 5]`.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startPrometheus } from '../../scripts/lib/systems/prometheus.ts';
import { prometheus } from '../../server/src/backends/prometheus/client.ts';
import type { DecayView } from '../../server/src/core/panel/contract.ts';
import { DECAY_REQUEST } from '../../server/src/protocol/decay.ts';
import { startServer, type Owner } from '../support/lsp/client.ts';
import { randomOf } from '../support/noise.ts';
import { scratch } from '../support/scratch.ts';
import { networkContext } from '../support/systems/context.ts';
import { openPanel } from '../support/webview/page.ts';
import { timeToPaint } from '../support/webview/paint.ts';
import { median, spread } from './report.ts';

const { parse: parseCsv } = createRequire(import.meta.url)('papaparse') as {
  readonly parse: (text: string) => unknown;
};

const { values: given } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const ROUNDS = Number(given.rounds);
const [INDICATORS, POINTS] = [20, 100_000];
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const TODAY = Math.floor(Date.now() / DAY) * DAY;
const SPIKE = 0.2;

const names = Array.from({ length: INDICATORS }, (_, index) => `metric_${index}`);
const random = randomOf(3);

/** A point a minute with a slow decline, and one that is far off. */
function history(index: number): string {
  const rows = Array.from({ length: POINTS }, (_, at) => {
    const time = TODAY - (POINTS - at) * MINUTE;
    const value = at === 54_321 ? SPIKE : 0.9 - (index * at * 1e-7) / 5 + 0.004 * random.normal();
    return `${new Date(time).toISOString()},${names[index]},${value.toFixed(5)}`;
  });
  return `timestamp,metric,value\n${rows.join('\n')}\n`;
}

const PLAN = `apiVersion: production-first/v1
kind: ProductionPlan
metadata: {name: bench}
spec:
  model: {name: bench}
  dataSources: [{name: history, type: file, path: "metrics/*.csv"}]
  monitoring:
    interval: 1d
    indicators:
${names.map((name) => `      - {name: ${name}, role: quality, source: history, metric: ${name}, objective: maximize, baseline: 0.9, critical: 0.8}`).join('\n')}
`;

/** Runs `work` with an owner of its own, and lets go of all it started. */
async function owned<R>(work: (owner: Owner) => Promise<R>): Promise<R> {
  const releases: (() => void | Promise<void>)[] = [];
  try {
    return await work({ after: (release) => void releases.push(release) });
  } finally {
    for (const release of releases.reverse()) await release();
  }
}

async function timed<R>(work: () => R | Promise<R>): Promise<readonly [took: number, result: R]> {
  const started = performance.now();
  const result = await work();
  return [performance.now() - started, result];
}

const row = (what: string, ...cells: readonly string[]): void => console.log(`| ${[what, ...cells].join(' | ')} |`);

function assertSpikes(view: DecayView): void {
  for (const { name, series } of view.plans[0]?.indicators ?? []) {
    const isSeen = series.state === 'ready' && series.points.some(({ value }) => value === SPIKE);
    if (!isSeen) throw new Error(`The one low value of ${name} is not in the view`);
  }
}

async function fromFiles(): Promise<void> {
  await owned(async (owner) => {
    const texts = names.map((_, index) => history(index));
    const files = Object.fromEntries(texts.map((text, index) => [`metrics/${names[index]}.csv`, text]));
    const root = scratch(owner, { ...files, 'bench.production-plan.yaml': PLAN });
    const [parsing, reading, again, painting]: [number[], number[], number[], number[]] = [[], [], [], []];
    let bytes = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const [parsed] = await timed(() => {
        for (const name of names) parseCsv(readFileSync(path.join(root, `metrics/${name}.csv`), 'utf8'));
      });
      parsing.push(parsed);
      // A server of its own each time: none of it is known from before.
      await owned(async (inner) => {
        const server = await startServer(inner, { root });
        const uri = server.uri('bench.production-plan.yaml');
        const ask = (): Promise<DecayView> => server.connection.sendRequest<DecayView>(DECAY_REQUEST, { uri });
        const [took, view] = await timed(ask);
        assertSpikes(view);
        reading.push(took);
        bytes = Buffer.byteLength(JSON.stringify(view));
        again.push((await timed(ask))[0]);
        painting.push(await timeToPaint(await openPanel(inner), view));
      });
    }
    const what = `${INDICATORS} indicators × ${POINTS.toLocaleString('en')} points`;
    row(`${what}: files → view, first time`, spread(reading));
    row('the same files through Papa Parse alone', spread(parsing));
    row('ratio', (median(reading) / median(parsing)).toFixed(2));
    row('view, asked again', spread(again));
    row('view → all charts painted, in a page just opened', spread(painting));
    row('size of the view (kB)', (bytes / 1_000).toFixed(0));
  });
}

/** OpenMetrics of 90 days with a value each five minutes. */
function openmetrics(): string {
  const times = Array.from({ length: 90 * 288 }, (_, index) => (TODAY - 90 * DAY) / 1_000 + index * 300);
  const lines = names.flatMap((name) => [
    `# TYPE ${name} gauge`,
    ...times.map(
      (time, at) => `${name} ${at === 9_000 ? SPIKE : (0.9 - at * 1e-6 + 0.004 * random.normal()).toFixed(5)} ${time}`,
    ),
  ]);
  return `${lines.join('\n')}\n# EOF\n`;
}

async function fromPrometheus(): Promise<void> {
  await owned(async (owner) => {
    const { url } = await startPrometheus(owner, { openmetrics: openmetrics() });
    const source = { name: 'prom', type: 'prometheus', url } as const;
    const [from, to] = [TODAY - 90 * DAY, TODAY];
    const [own, raw]: [number[], number[]] = [[], []];
    for (let round = -1; round < ROUNDS; round++) {
      const [took, results] = await timed(() =>
        Promise.all(
          names.map((query) =>
            prometheus.series(source, { query, from, to, interval: 5 * MINUTE, maxPoints: 1_000 }, networkContext()),
          ),
        ),
      );
      if (!results.every(({ samples }) => samples.some(({ value }) => value === SPIKE)))
        throw new Error('A spike was lost');
      // The least anybody can do: as many values as the server gives at once, parsed.
      const [tookRaw] = await timed(() =>
        Promise.all(
          names.map(async (query) => {
            const range = `query=${query}&start=${from / 1_000}&end=${to / 1_000}&step=${(90 * 86_400) / 10_900}`;
            return JSON.parse(await (await fetch(`${url}/api/v1/query_range?${range}`)).text()) as unknown;
          }),
        ),
      );
      if (round < 0) continue;
      own.push(took);
      raw.push(tookRaw);
    }
    row(`${INDICATORS} range queries of 90 days from Prometheus`, spread(own));
    row('as many plain requests of 10,900 points, parsed', spread(raw));
    row('ratio', (median(own) / median(raw)).toFixed(2));
  });
}

console.log('| measured | ms, median (quartiles) |\n|---|---|');
await fromFiles();
await fromPrometheus();
