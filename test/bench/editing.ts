// One keystroke, completion, hover, memory: the same files and schema in this server and in yaml-language-server, in turn.
import { planOf, withAnchors } from './plans.ts';
import { rounds, timed, type Bench, type BenchOptions, type Row } from './report.ts';
import { MeasuredServer, OURS, YAML_LANGUAGE_SERVER, type Candidate } from './server.ts';

const ROUNDS = 25;
const WARM_UP = 4;
/** With a hundred anchors one keystroke keeps the other server busy for a second. */
const FEW = 5;
/** With a thousand, for half a minute. */
const ONCE = 1;
/** Milliseconds after which an answer is not waited for any longer. */
const PATIENCE = 120_000;

interface Samples {
  readonly keystroke: number[];
  readonly completion: number[];
  readonly hover: number[];
  memory: number;
}

/** One document open in one server, with a value in its middle that is mistyped and mended in turn. */
class Session {
  readonly samples: Samples = { keystroke: [], completion: [], hover: [], memory: 0 };
  private readonly server: MeasuredServer;
  private readonly uri = 'file:///bench/bench.production-plan.yaml';
  private readonly text: string;
  private readonly line: number;
  private readonly end: number;
  private wrong = false;

  constructor(candidate: Candidate, text: string) {
    this.server = new MeasuredServer(candidate);
    this.text = text;
    const all = this.text.split('\n');
    const roles = all.flatMap((line, index) => (/^ {8}role: quality$/.test(line) ? [index] : []));
    this.line = roles[Math.floor(roles.length / 2)] ?? 0;
    this.end = all[this.line]?.length ?? 0;
  }

  async start(): Promise<void> {
    await this.server.start();
    await this.server.open(this.uri, this.text, (found) => found.length === 0, PATIENCE);
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
      PATIENCE,
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

async function compare(
  what: string,
  text: string,
  options: BenchOptions & { readonly most?: number },
): Promise<{ readonly rows: readonly Row[]; readonly keystroke: readonly number[] }> {
  const pair = [new Session(OURS, text), new Session(YAML_LANGUAGE_SERVER, text)] as const;
  const count = Math.min(options.most ?? ROUNDS, rounds(ROUNDS, options));
  const warmUp = count === ONCE ? 0 : Math.min(WARM_UP, count);
  for (const session of pair) await session.start();
  for (let round = -warmUp; round < count; round++) {
    for (const session of pair) await session.keystroke(round >= 0);
  }
  for (const kind of ['completion', 'hover'] as const) {
    for (let round = -warmUp; round < count; round++) for (const session of pair) await session.ask(kind, round >= 0);
  }
  for (const session of pair) await session.stop();
  const [ours, theirs] = pair.map((session) => session.samples) as [Samples, Samples];
  const timed = (name: string, key: 'keystroke' | 'completion' | 'hover', aim: number): Row => ({
    what: `${name}, ${what}`,
    unit: 'ms',
    ours: ours[key],
    yardstick: { name: YAML_LANGUAGE_SERVER.name, samples: theirs[key] },
    aim,
  });
  return {
    keystroke: ours.keystroke,
    rows: [
      timed('keystroke → diagnostics', 'keystroke', 0.1),
      timed('completion', 'completion', 0.5),
      timed('hover', 'hover', 0.5),
      {
        what: `peak memory, ${what}`,
        unit: 'MiB',
        ours: [ours.memory],
        yardstick: { name: YAML_LANGUAGE_SERVER.name, samples: [theirs.memory] },
        aim: 0.5,
      },
    ],
  };
}

/** Milliseconds until a server that was just started has read `text`; `PATIENCE` where that is not enough. */
async function untilRead(candidate: Candidate, text: string): Promise<number> {
  const server = new MeasuredServer(candidate);
  await server.start();
  const [took] = await timed(() =>
    server.open('file:///bench/bench.production-plan.yaml', text, () => true, PATIENCE).catch(() => undefined),
  );
  await server.stop();
  return Math.min(took, PATIENCE);
}

async function manyAnchors(): Promise<Row> {
  const text = withAnchors(1_000);
  return {
    what: `open → first diagnostics, 1,000 anchors (not waited for longer than ${PATIENCE / 1_000} s)`,
    unit: 'ms',
    ours: [await untilRead(OURS, text), await untilRead(OURS, text), await untilRead(OURS, text)],
    yardstick: { name: YAML_LANGUAGE_SERVER.name, samples: [await untilRead(YAML_LANGUAGE_SERVER, text)] },
    aim: 0.1,
  };
}

export const editing: Bench = {
  name: 'editing',
  title: 'One keystroke, and what is asked behind it',
  async run(options) {
    const small = await compare('200 lines', planOf(200), options);
    const middle = await compare('2,000 lines', planOf(2_000), options);
    const large = await compare('20,000 lines', planOf(20_000), options);
    const anchors = await compare('100 anchors', withAnchors(100), { ...options, most: FEW });
    const thousand = await compare('1,000 anchors', withAnchors(1_000), { ...options, most: ONCE });
    return [
      ...[small, middle, large, anchors, thousand].flatMap(({ rows }) => rows),
      await manyAnchors(),
      {
        what: 'keystroke → diagnostics, 20,000 lines, of the time 200 lines take',
        unit: 'ms',
        ours: large.keystroke,
        yardstick: { name: '200 lines', samples: small.keystroke },
        aim: 3,
      },
    ];
  },
};
