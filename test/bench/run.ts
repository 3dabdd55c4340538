// Compares with yaml-language-server, side by side in one run: same schema, same files, one keystroke each in turn.
import { parseArgs } from 'node:util';
import { planOf } from './plans.ts';
import { median, markdown, spread, type Row } from './report.ts';
import { MeasuredServer, OURS, YAML_LANGUAGE_SERVER, type Candidate } from './server.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '25' } } });
const ROUNDS = Number(values.rounds);
const WARM_UP = 4;

interface Samples {
  readonly keystroke: number[];
  readonly completion: number[];
  readonly hover: number[];
  memory: number;
}

/** One document open in one server, with a value in its middle that is mistyped and mended in turn. */
class Bench {
  readonly samples: Samples = { keystroke: [], completion: [], hover: [], memory: 0 };
  private readonly server: MeasuredServer;
  private readonly uri: string;
  private readonly text: string;
  private readonly line: number;
  private readonly end: number;
  private wrong = false;

  constructor(candidate: Candidate, lines: number) {
    this.server = new MeasuredServer(candidate);
    this.uri = `file:///bench/bench-${lines}.production-plan.yaml`;
    this.text = planOf(lines);
    const all = this.text.split('\n');
    const roles = all.flatMap((line, index) => (/^ {8}role: quality$/.test(line) ? [index] : []));
    this.line = roles[Math.floor(roles.length / 2)] ?? 0;
    this.end = all[this.line]?.length ?? 0;
  }

  async start(): Promise<void> {
    await this.server.start();
    await this.server.open(this.uri, this.text, (found) => found.length === 0);
  }

  /** Types or removes a letter behind the value and takes the time until the server says what that means. */
  async keystroke(counts: boolean): Promise<void> {
    const { line, end } = this;
    this.wrong = !this.wrong;
    const expected = this.wrong ? 1 : 0;
    const started = performance.now();
    const done = this.server.diagnostics(
      this.uri,
      (found) => found.filter((item) => item.range.start.line === line).length === expected,
    );
    this.server.replace(this.uri, line, end, this.wrong ? end : end + 1, this.wrong ? 'x' : '');
    await done;
    if (counts) this.samples.keystroke.push(performance.now() - started);
  }

  /** Asks right behind a keystroke, as an editor does: the answer needs the new text. */
  async ask(kind: 'completion' | 'hover', counts: boolean): Promise<void> {
    const { line, end } = this;
    this.wrong = !this.wrong;
    this.server.replace(this.uri, line, end, this.wrong ? end : end + 1, this.wrong ? 'x' : '');
    const started = performance.now();
    const answer = await this.server.request(`textDocument/${kind}`, this.uri, line, kind === 'hover' ? 10 : 14);
    const took = performance.now() - started;
    if (!answer || (Array.isArray(answer) && answer.length === 0)) throw new Error(`${kind} found nothing`);
    if (counts) this.samples[kind].push(took);
  }

  async stop(): Promise<void> {
    this.samples.memory = this.server.peakMemory();
    await this.server.stop();
  }
}

async function compare(lines: number): Promise<Row[]> {
  const pair = [new Bench(OURS, lines), new Bench(YAML_LANGUAGE_SERVER, lines)] as const;
  for (const bench of pair) await bench.start();
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const bench of pair) await bench.keystroke(round >= 0);
  }
  for (const kind of ['completion', 'hover'] as const) {
    for (let round = -WARM_UP; round < ROUNDS; round++) for (const bench of pair) await bench.ask(kind, round >= 0);
  }
  for (const bench of pair) await bench.stop();
  const [ours, theirs] = pair.map((bench) => bench.samples) as [Samples, Samples];
  const timed = (what: string, key: 'keystroke' | 'completion' | 'hover', limit: number): Row => ({
    what: `${what}, ${lines} lines (ms)`,
    ours: spread(ours[key]),
    theirs: spread(theirs[key]),
    ratio: median(ours[key]) / median(theirs[key]),
    limit,
  });
  return [
    timed('keystroke → diagnostics', 'keystroke', lines > 2_000 ? 1 : 1 / 8),
    timed('completion', 'completion', 1 / 2),
    timed('hover', 'hover', 1 / 2),
    {
      what: `peak memory, ${lines} lines (MiB)`,
      ours: ours.memory.toFixed(0),
      theirs: theirs.memory.toFixed(0),
      ratio: ours.memory / theirs.memory,
      limit: 2 / 3,
    },
  ];
}

const rows: Row[] = [];
for (const lines of [200, 2_000, 20_000]) {
  console.error(`${lines} lines …`);
  rows.push(...(await compare(lines)));
}
console.log(markdown(rows));
