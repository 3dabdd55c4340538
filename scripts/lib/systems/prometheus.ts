import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { quietly } from '../command.ts';
import { freePort } from './free-port.ts';
import type { Owner } from './owner.ts';
import { ensurePrometheus } from './prometheus-programs.ts';

export interface PrometheusOptions {
  /** History to begin with: OpenMetrics with timestamps, ended by "# EOF". */
  readonly openmetrics?: string;
  /** host:port of each exporter that is scraped, once a second. */
  readonly targets?: readonly string[];
  /** Rules, evaluated once a second. */
  readonly rules?: string;
  /** Absolute path of a file of more rules, which may change until `reload`. */
  readonly ruleFile?: string;
  /** The file of --web.config.file, such as basic_auth_users. */
  readonly webConfig?: string;
  /** Path under which everything is served, such as "/ml/prometheus". */
  readonly prefix?: string;
}

export interface RunningPrometheus {
  /** To be put into a plan; with the prefix. */
  readonly url: string;
  readonly pid: () => number | undefined;
  /** Ends it at once, as a crash would. */
  readonly kill: () => Promise<void>;
  /** Has it read its files of rules anew. */
  readonly reload: () => void;
  /** Starts it again with the same data at the same address, and waits until it answers. */
  readonly restart: () => Promise<void>;
  /** Output of promtool; `query range URL …` and the like. */
  readonly promtool: (...args: readonly string[]) => Promise<string>;
}

/** Why tests with a real Prometheus cannot run here; false when they can: as node:test's `skip`. */
export async function withoutPrometheus(): Promise<string | false> {
  const programs = await ensurePrometheus();
  return typeof programs === 'string' && programs;
}

/** Starts a Prometheus of its own on loopback with a data folder of its own; both are gone after the test. */
export async function startPrometheus(owner: Owner, options: PrometheusOptions = {}): Promise<RunningPrometheus> {
  const programs = await ensurePrometheus();
  if (typeof programs === 'string') throw new Error(`There is no Prometheus: ${programs}`);
  const folder = mkdtempSync(path.join(tmpdir(), 'production-first-prometheus-'));
  let running: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    const child = running;
    running = undefined;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  owner.after(async () => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  });
  await writeHistory(programs.promtool, folder, options.openmetrics);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}${options.prefix ?? ''}`;
  const args = writeConfig(folder, options, port, url);
  const restart = async (): Promise<void> => {
    await kill();
    const child = spawn(programs.prometheus, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    running = child;
    await ready(child, url);
  };
  await restart();
  const reload = (): void => void running?.kill('SIGHUP');
  return {
    url,
    pid: () => running?.pid,
    kill,
    reload,
    restart,
    promtool: (...rest) => quietly([programs.promtool, ...rest]),
  };
}

async function writeHistory(promtool: string, folder: string, openmetrics: string | undefined): Promise<void> {
  if (openmetrics === undefined) return;
  const file = path.join(folder, 'history.txt');
  writeFileSync(file, openmetrics);
  // By default there is a block for each two hours: of a year, more than four thousand.
  await quietly([
    promtool,
    ...['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', '--max-block-duration=1458h'],
    file,
    path.join(folder, 'data'),
  ]);
}

function writeConfig(folder: string, options: PrometheusOptions, port: number, url: string): string[] {
  const config = {
    global: { scrape_interval: '1s', evaluation_interval: '1s' },
    rule_files: [
      ...(options.rules === undefined ? [] : ['rules.yml']),
      ...(options.ruleFile ? [options.ruleFile] : []),
    ],
    scrape_configs: options.targets ? [{ job_name: 'model', static_configs: [{ targets: options.targets }] }] : [],
  };
  // JSON is YAML.
  writeFileSync(path.join(folder, 'prometheus.yml'), JSON.stringify(config));
  if (options.rules !== undefined) writeFileSync(path.join(folder, 'rules.yml'), options.rules);
  if (options.webConfig !== undefined) writeFileSync(path.join(folder, 'web.yml'), options.webConfig);
  return [
    `--config.file=${path.join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${path.join(folder, 'data')}`,
    '--storage.tsdb.retention.time=30y',
    `--web.listen-address=127.0.0.1:${port}`,
    ...(options.webConfig === undefined ? [] : [`--web.config.file=${path.join(folder, 'web.yml')}`]),
    ...(options.prefix === undefined ? [] : [`--web.external-url=${url}`, `--web.route-prefix=${options.prefix}`]),
    '--log.level=warn',
  ];
}

/** Waits half a minute at most; one that wants a password answers, too, once it listens. */
async function ready(child: ChildProcess, url: string): Promise<void> {
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (log = `${log}${text}`.slice(-4_000)));
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    const status = await fetch(`${url}/-/ready`).then(
      async (response) => (await response.arrayBuffer(), response.status),
      () => 0,
    );
    if (status === 200 || status === 401) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Prometheus is not ready at ${url}:\n${log}`);
}
