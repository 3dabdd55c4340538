// Live decay from its data to the screen: files and Prometheus, the panel's page, and one series of a million points.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { startPrometheus } from '../../scripts/lib/systems/prometheus.ts';
import { prometheus } from '../../server/src/backends/prometheus/client.ts';
import type { DecayView, RangeChoice } from '../../server/src/core/panel/contract.ts';
import { DECAY_REQUEST } from '../../server/src/protocol/decay.ts';
import { startServer } from '../support/lsp/client.ts';
import { randomOf } from '../support/noise.ts';
import { scratch } from '../support/scratch.ts';
import { networkContext } from '../support/systems/context.ts';
import { openPanel } from '../support/webview/page.ts';
import { timeToPaint } from '../support/webview/paint.ts';
import { owned, rounds, timed, type Bench, type Row } from './report.ts';

const { parse: parseCsv } = createRequire(import.meta.url)('papaparse') as {
  readonly parse: (text: string) => unknown;
};

const ROUNDS = 5;
const [INDICATORS, POINTS] = [20, 100_000];
const MILLION = 1_000_000;
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const TODAY = Math.floor(Date.now() / DAY) * DAY;
const SPIKE = 0.2;

const names = Array.from({ length: INDICATORS }, (_, index) => `metric_${index}`);
const random = randomOf(3);

/** A point a minute with a slow decline, and one that is far off. */
function history(index: number, points = POINTS): string {
  const rows = Array.from({ length: points }, (_, at) => {
    const time = TODAY - (points - at) * MINUTE;
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

function assertSpikes(view: DecayView): void {
  for (const { name, series } of view.plans[0]?.indicators ?? []) {
    const isSeen = series.state === 'ready' && series.points.some(({ value }) => value === SPIKE);
    if (!isSeen) throw new Error(`The one low value of ${name} is not in the view`);
  }
}

function fromFiles(count: number): Promise<readonly Row[]> {
  return owned(async (owner) => {
    const texts = names.map((_, index) => history(index));
    const files = Object.fromEntries(texts.map((text, index) => [`metrics/${names[index]}.csv`, text]));
    const root = scratch(owner, { ...files, 'bench.production-plan.yaml': PLAN });
    const [parsing, reading, again, painting, updating]: number[][] = [[], [], [], [], []];
    let bytes = 0;
    for (let round = 0; round < count; round++) {
      const [parsed] = await timed(() => {
        for (const name of names) parseCsv(readFileSync(path.join(root, `metrics/${name}.csv`), 'utf8'));
      });
      parsing?.push(parsed);
      // A server of its own each time: none of it is known from before.
      await owned(async (inner) => {
        const server = await startServer(inner, { root });
        const uri = server.uri('bench.production-plan.yaml');
        const ask = (): Promise<DecayView> => server.connection.sendRequest<DecayView>(DECAY_REQUEST, { uri });
        const [took, view] = await timed(ask);
        assertSpikes(view);
        reading?.push(took);
        bytes = Buffer.byteLength(JSON.stringify(view));
        again?.push((await timed(ask))[0]);
        const panel = await openPanel(inner);
        painting?.push(await timeToPaint(panel, view));
        updating?.push(await timeToPaint(panel, { ...view, fetchedAt: view.fetchedAt + 1_000 }));
      });
    }
    const what = `${INDICATORS} indicators × ${POINTS.toLocaleString('en')} points`;
    return [
      {
        what: `${what}: files → view`,
        unit: 'ms',
        ours: reading ?? [],
        yardstick: { name: 'Papa Parse alone', samples: parsing ?? [] },
        aim: 3,
      },
      {
        what: 'the same view, asked again',
        unit: 'ms',
        ours: again ?? [],
        yardstick: { name: 'first time', samples: reading ?? [] },
        aim: 0.1,
      },
      { what: 'first paint: view → all charts drawn, in a page just opened', unit: 'ms', ours: painting ?? [] },
      {
        what: 'update: next view → all charts drawn',
        unit: 'ms',
        ours: updating ?? [],
        yardstick: { name: 'first paint', samples: painting ?? [] },
        aim: 1,
      },
      { what: 'size of the view', unit: 'kB', ours: [bytes / 1_000] },
    ];
  });
}

/** One indicator with a value a minute for two years; zoomed to half a day it must show each of them. */
function million(count: number): Promise<readonly Row[]> {
  return owned(async (owner) => {
    const root = scratch(owner, {
      'metrics/metric_0.csv': history(0, MILLION),
      'bench.production-plan.yaml': PLAN.replace(/^ {6}- \{name: metric_[1-9].*\n/gm, ''),
    });
    const [whole, day, month]: number[][] = [[], [], []];
    for (let round = 0; round < count; round++) {
      await owned(async (inner) => {
        const server = await startServer(inner, { root });
        const uri = server.uri('bench.production-plan.yaml');
        const ask = (range: RangeChoice): Promise<DecayView> =>
          server.connection.sendRequest<DecayView>(DECAY_REQUEST, { uri, range });
        whole?.push((await timed(() => ask('all')))[0]);
        const from = TODAY - 400 * DAY;
        const [took, view] = await timed(() => ask({ from, to: from + DAY / 2 }));
        const { series } = view.plans[0]?.indicators[0] ?? {};
        const shown = series?.state === 'ready' ? series.points.length : 0;
        if (shown < DAY / 2 / MINUTE) throw new Error(`${shown} points of half a day with ${DAY / 2 / MINUTE}`);
        day?.push(took);
        month?.push((await timed(() => ask({ from: from + DAY, to: from + 31 * DAY })))[0]);
      });
    }
    const yardstick = { name: 'all of it, first time', samples: whole ?? [] };
    return [
      {
        what: '1,000,000 points of one indicator: zoom to half a day, each point shown',
        unit: 'ms',
        ours: day ?? [],
        yardstick,
        aim: 0.1,
      },
      {
        what: '1,000,000 points of one indicator: pan to the next month',
        unit: 'ms',
        ours: month ?? [],
        yardstick,
        aim: 0.1,
      },
    ];
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

function fromPrometheus(count: number): Promise<readonly Row[]> {
  return owned(async (owner) => {
    const { url } = await startPrometheus(owner, { openmetrics: openmetrics() });
    const source = { name: 'prom', type: 'prometheus', url } as const;
    const [from, to] = [TODAY - 90 * DAY, TODAY];
    const [own, raw]: [number[], number[]] = [[], []];
    for (let round = -1; round < count; round++) {
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
    return [
      {
        what: `${INDICATORS} range queries of 90 days from Prometheus`,
        unit: 'ms',
        ours: own,
        yardstick: { name: 'plain requests, parsed', samples: raw },
        aim: 2,
      },
    ];
  });
}

export const live: Bench = {
  name: 'live',
  title: 'Live decay, from the data to the screen',
  async run(options) {
    const count = rounds(ROUNDS, options);
    return [...(await fromFiles(count)), ...(await million(count)), ...(await fromPrometheus(count))];
  },
};
