import type { Http, HttpResponse } from '../../server/src/backends/http.ts';
import { SourceError } from '../../server/src/backends/source-error.ts';
import { readFile } from '../../server/src/core/document/read.ts';
import type { PlanFile } from '../../server/src/main/live/live-plans.ts';
import { createLive, type Live } from '../../server/src/main/live/live.ts';
import { Refresher } from '../../server/src/main/live/refresher.ts';
import { Workspace } from '../../server/src/main/workspace.ts';
import { SimulatedTime } from './simulated-time.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** A plan of a Prometheus, with one indicator and its alert. */
export const plan = (name: string, interval = '5m'): PlanFile => ({
  uri: `file:///w/${name}.production-plan.yaml`,
  path: `/w/${name}.production-plan.yaml`,
  documents: readFile(
    'production-plan',
    `metadata: {name: ${name}}
spec:
  model: {name: churn}
  dataSources: [{name: ${name}-prom, type: prometheus, url: "http://prometheus.example.com"}]
  monitoring:
    interval: ${interval}
    indicators: [{name: auc, role: quality, source: ${name}-prom, query: auc, objective: maximize, critical: 0.8}]
  alerting: {rules: [{name: AucLow, indicator: auc, severity: critical, op: lt, threshold: 0.8}]}
`,
  ).documents,
});

const RULE = { type: 'alerting', name: 'AucLow', query: 'auc < 0.8', duration: 0, labels: {}, health: 'ok' };

/** A Prometheus as it is seen through the network: what was asked, and when. */
class Server {
  readonly asked: { readonly path: string; readonly at: number }[] = [];
  failure: Partial<HttpResponse> | 'down' | undefined;
  private readonly time: SimulatedTime;

  constructor(time: SimulatedTime) {
    this.time = time;
  }

  readonly http: Http = ({ url }) => {
    const path = new URL(url).pathname.replace('/api/v1/', '');
    this.asked.push({ path, at: this.time.now() });
    if (this.failure === 'down') return Promise.reject(new SourceError('unreachable', 'Nobody answers.'));
    const answer = { status: 200, headers: {}, body: JSON.stringify(bodyOf(path, this.time.now())) };
    return Promise.resolve({ ...answer, ...this.failure });
  };

  of(path: string): number[] {
    return this.asked.filter((request) => request.path === path).map(({ at }) => at);
  }
}

function bodyOf(path: string, now: number): object {
  if (path === 'rules') return { status: 'success', data: { groups: [{ name: 'g', interval: 60, rules: [RULE] }] } };
  const result = [{ metric: {}, values: [[now / 1000, '0.9']], value: [now / 1000, '0.9'] }];
  return { status: 'success', data: { resultType: path === 'query' ? 'vector' : 'matrix', result } };
}

export interface Scene {
  readonly time: SimulatedTime;
  readonly server: Server;
  readonly live: Live;
  readonly refresher: Refresher;
}

/** The live store as the editor has it, with files in place of open documents. */
export function scene(files: readonly PlanFile[], random?: () => number): Scene {
  const time = new SimulatedTime(undefined, random);
  const server = new Server(time);
  const live = createLive({ workspace: new Workspace(['/w']), http: server.http, timers: time });
  const refresher = new Refresher({
    timers: time,
    period: (uri) => live.plans.period(uri),
    read: async (uri, signal) => {
      await live.plans.read(
        files.find((file) => file.uri === uri)!,
        { signal },
      );
    },
  });
  return { time, server, live, refresher };
}
