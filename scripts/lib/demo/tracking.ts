import type { Replay, Week } from './replay.ts';

/** Metrics the demonstration shows from MLflow. */
const LOGGED = ['auc', 'avoided_cost', 'label_rate'] as const;
const MODEL = 'late-arrival';
const EXPERIMENT = 'late-arrivals';

/** Fills an MLflow server the way a monitoring job would: one run, to which the values of each week are logged. */
export class Tracking {
  private readonly url: string;
  private run = '';
  private logged = 0;

  constructor(url: string) {
    this.url = url;
  }

  /** Registers the model and logs the weeks that have ended at `now`. */
  async begin(replay: Replay, now: number): Promise<void> {
    const experiment = await this.post<{ experiment_id: string }>('experiments/create', { name: EXPERIMENT });
    const [first] = replay.until(now);
    const created = await this.post<{ run: { info: { run_id: string } } }>('runs/create', {
      experiment_id: experiment.experiment_id,
      run_name: 'monitoring',
      start_time: first?.[0] ?? now,
      tags: [{ key: 'mlflow.source.name', value: 'src/train.py' }],
    });
    this.run = created.run.info.run_id;
    await this.post('registered-models/create', { name: MODEL });
    await this.post('model-versions/create', { name: MODEL, source: `runs:/${this.run}/model`, run_id: this.run });
    await this.post('registered-models/alias', { name: MODEL, alias: 'champion', version: '1' });
    await this.log(replay, now);
  }

  /** Logs the weeks that have ended since the last call. */
  async log(replay: Replay, now: number): Promise<void> {
    const weeks = [...replay.until(now)].slice(this.logged);
    const metrics = weeks.flatMap(([end, week], index) => logged(week, end, this.logged + index));
    if (metrics.length === 0) return;
    await this.post('runs/log-batch', { run_id: this.run, metrics });
    this.logged += weeks.length;
  }

  private async post<A>(path: string, body: unknown): Promise<A> {
    const answer = await fetch(`${this.url}/api/2.0/mlflow/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`MLflow answered ${path} with ${answer.status}: ${text.slice(0, 300)}`);
    return JSON.parse(text) as A;
  }
}

interface LoggedMetric {
  readonly key: string;
  readonly value: number;
  readonly timestamp: number;
  readonly step: number;
}

function logged(week: Week, end: number, step: number): LoggedMetric[] {
  return LOGGED.flatMap((key) => {
    const value = week.metrics.get(key);
    return value === undefined ? [] : [{ key, value, timestamp: end, step }];
  });
}
