// From the start of a process to the first diagnostics of a document, and activation in the real editor.
import { VSIX } from '../../scripts/lib/paths.ts';
import { runInExtensionHost } from '../support/editor/host.ts';
import { planOf } from './plans.ts';
import { owned, rounds, type Bench, type Row } from './report.ts';
import { MeasuredServer, OURS, YAML_LANGUAGE_SERVER, type Candidate } from './server.ts';

const ROUNDS = 15;
const EDITORS = 5;
const URI = 'file:///bench/start.production-plan.yaml';

/** A new process each time: nothing is known from before. */
async function once(candidate: Candidate, text: string): Promise<number> {
  const started = performance.now();
  const server = new MeasuredServer(candidate);
  await server.start();
  await server.open(URI, text, (found) => found.length > 0);
  const took = performance.now() - started;
  await server.stop();
  return took;
}

export const start: Bench = {
  name: 'start',
  title: 'Start of the server to the first diagnostics',
  async run(options) {
    const result: Row[] = [];
    for (const lines of [200, 2_000]) {
      const text = planOf(lines).replace('role: quality', 'role: qualityx');
      const [ours, theirs]: [number[], number[]] = [[], []];
      for (let round = -1; round < rounds(ROUNDS, options); round++) {
        const took = [await once(OURS, text), await once(YAML_LANGUAGE_SERVER, text)] as const;
        if (round < 0) continue;
        ours.push(took[0]);
        theirs.push(took[1]);
      }
      result.push({
        what: `start → first diagnostics, ${lines.toLocaleString('en')} lines`,
        unit: 'ms',
        ours,
        yardstick: { name: YAML_LANGUAGE_SERVER.name, samples: theirs },
        aim: 2 / 3,
      });
    }
    return result;
  },
};

/** `name: 12.3` among what the suite printed. */
function printed(lines: readonly string[], name: string): number {
  const found = lines.map((line) => new RegExp(`^${name}: ([\\d.]+)$`).exec(line)?.[1]).find(Boolean);
  if (found === undefined) throw new Error(`no ${name} in:\n${lines.join('\n')}`);
  return Number(found);
}

export const activation: Bench = {
  name: 'activation',
  title: 'Activation in the real editor',
  async run(options) {
    const samples: Record<'ours' | 'theirs' | 'diagnostics', number[]> = { ours: [], theirs: [], diagnostics: [] };
    for (let round = 0; round < rounds(EDITORS, options); round++) {
      await owned(async (owner) => {
        const { lines } = await runInExtensionHost(owner, {
          suite: 'test/bench/editor/index.ts',
          workspace: 'test/fixtures/statistics',
          extensions: [VSIX],
        });
        samples.ours.push(printed(lines, 'activate'));
        samples.theirs.push(printed(lines, 'activate css'));
        samples.diagnostics.push(printed(lines, 'diagnostics'));
      });
    }
    const yardstick = { name: 'css-language-features', samples: samples.theirs };
    return [
      { what: 'activate()', unit: 'ms', ours: samples.ours, yardstick, aim: 1 },
      {
        what: 'a plan is opened → its first diagnostics, server started on the way',
        unit: 'ms',
        ours: samples.diagnostics,
      },
    ];
  },
};
