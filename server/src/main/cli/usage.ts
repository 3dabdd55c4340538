import { parseArgs, type ParseArgsConfig } from 'node:util';
import { SYSTEMS, type Conventions } from '../../core/scaffold/conventions.ts';
import type { Target } from '../../core/scaffold/render/target.ts';
import { TARGETS } from '../../core/scaffold/render/targets.ts';
import { parseDuration } from '../../core/schema/formats.ts';
import { REPORT_FORMATS, type ReportFormat } from '../../protocol/readiness.ts';
import { lookBackTo } from '../look-back.ts';

export type Format = 'text' | 'json' | 'sarif';

const DECAY_FORMATS = ['text', 'json', 'prometheus', 'openmetrics'] as const;
export type DecayFormat = (typeof DECAY_FORMATS)[number];

/** What the command line asks for. */
export type Command =
  | {
      readonly name: 'check';
      readonly paths: readonly string[];
      readonly format: Format;
      /** More warnings than this fail the check; undefined: warnings never do. */
      readonly maxWarnings: number | undefined;
      /** Ask the data sources of plans too. */
      readonly live: boolean;
      /** The moment that is looked back to; milliseconds since the epoch. */
      readonly asOf: number | undefined;
    }
  | {
      readonly name: 'decay';
      readonly paths: readonly string[];
      readonly format: DecayFormat;
      /** Milliseconds. */
      readonly since: number | undefined;
      readonly asOf: number | undefined;
    }
  | {
      readonly name: 'readiness';
      readonly paths: readonly string[];
      readonly format: 'text' | ReportFormat;
      /** A lower score of a plan fails; undefined: none does. */
      readonly minScore: number | undefined;
      readonly live: boolean;
      readonly asOf: number | undefined;
      /** A commit to compare with. */
      readonly since: string | undefined;
      /** Commits that are looked back at. */
      readonly history: number | undefined;
    }
  | {
      readonly name: 'scaffold';
      readonly targets: readonly Target[];
      readonly plan: string;
      readonly out: string | undefined;
      readonly mode: 'write' | 'check' | 'dry-run' | 'force';
      readonly agreed: Conventions;
    }
  | { readonly name: 'explain'; readonly rule: string }
  | { readonly name: 'lsp' }
  | { readonly name: 'help' }
  | { readonly name: 'version' };

/** The command line cannot be understood; the message says what to write instead. */
export class UsageError extends Error {}

/** Names of all targets, a few on a line. */
function targetLines(): string {
  const lines: string[] = [];
  for (const { id } of TARGETS) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + id.length < 76) lines[lines.length - 1] = `${last}, ${id}`;
    else lines.push(`${' '.repeat(23)}${id}`);
  }
  return `${lines.join(',\n')}, all`;
}

export const USAGE = `Usage: production-first <command> [options]

Checks production plans and model cards: the same findings as in the editor.

Commands:
  check [paths…]     Check files, or all plans and cards in folders. Without paths: the current folder.
    --format FORMAT    text (default), json or sarif (SARIF 2.1.0)
    --max-warnings N   Fail if there are more than N warnings. Without it only errors fail.
    --live             Ask the data sources of plans too, and check what they say.
    --as-of DATE       With --live: judge as on this day, such as 2026-06-30.
  decay [plan…]      Show how models do: values, levels, forecasts and drift from the data sources.
    --format FORMAT    text (default), json, prometheus (the newest values, as its text format has
                       them) or openmetrics (the history)
    --since DURATION   Show only so much of the history, such as 90d. Judged is all of it.
    --as-of DATE       Judge as on this day, such as 2026-06-30.
  readiness [plan…]  Show how ready models are for production: level, score and what is missing.
    --format FORMAT    text (default), markdown (a comment on a pull request), html, json,
                       cyclonedx (a bill of materials, 1.6) or eu-ai-act (coverage and gaps)
    --live             Ask the data sources of plans too: only they show what runs.
    --as-of DATE       With --live: judge as on this day, such as 2026-06-30.
    --min-score N      Fail if a plan scores below N of 100.
    --since COMMIT     Say what is better and worse than at this commit, such as main.
    --history N        Say how the score came about, over the last N commits.
  scaffold <target…> <plan>
                     Render a plan as configuration of other systems, or all of them. Targets:
${targetLines()}
    --out DIR          Write below this folder; without it where its files were made before, else
                       below the plan's.
    --folder KIND=DIR  Write what would go to the folder KIND, such as prometheus, to DIR.
    --label NAME=TEXT  Put a label on alerts and on resources of Kubernetes.
    --in-use SYSTEM=N  The version that has to read the files, such as alertmanager=0.26.
                       These three are kept for later runs; an empty value takes one back.
    --check            Write nothing, and fail if a file is not as the plan has it.
    --dry-run          Write nothing, and say what would be written.
    --force            Also over what was edited by hand in files that were made before. Never over others.
  explain <rule>     Explain a rule: why it matters, a bad and a good example, how to mend it.
  lsp --stdio        Serve editors with the Language Server Protocol over standard input and output.

Options:
  -h, --help         Show this.
  -v, --version      Show the version.

Exit codes: 0 nothing that fails the check, 1 findings (of decay: an indicator at or
beyond its critical line; of readiness: a score below --min-score), 2 wrong usage, or a file that cannot be read or is no plan or
card.
Credentials of a data source come from the environment: PRODUCTION_FIRST_TOKEN_<NAME>,
or PRODUCTION_FIRST_USER_<NAME> and PRODUCTION_FIRST_PASSWORD_<NAME>, with the source's
name in capitals and _ for all that is no letter or digit.
Colours are used on a terminal only; NO_COLOR switches them off, FORCE_COLOR on.
`;

const COMMANDS: Readonly<Record<string, (args: string[]) => Command>> = {
  check,
  readiness,
  decay,
  scaffold,
  explain,
  lsp,
};
const FORMATS: readonly string[] = ['text', 'json', 'sarif'] satisfies Format[];
/** Each commit is judged by its files: of more, nobody waits for the end. */
const MAX_HISTORY = 200;
const HELP = { help: { type: 'boolean', short: 'h' } } as const;

/**
 * Reads the words behind `production-first`.
 * @throws UsageError
 */
export function readArguments(argv: readonly string[]): Command {
  const [first, ...rest] = argv;
  if (first === undefined) throw new UsageError('Say what to do: check, readiness, decay, scaffold, explain or lsp.');
  if (first === '--help' || first === '-h' || first === 'help') return { name: 'help' };
  if (first === '--version' || first === '-v') return { name: 'version' };
  const read = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
  if (!read) throw new UsageError(`There is no ${first.startsWith('-') ? 'option' : 'command'} "${first}".`);
  return read(rest);
}

function check(args: string[]): Command {
  const options = {
    ...HELP,
    format: { type: 'string' },
    'max-warnings': { type: 'string' },
    live: { type: 'boolean' },
    'as-of': { type: 'string' },
  } as const;
  const { values, positionals } = parse({ args, options, allowPositionals: true });
  if (values.help) return { name: 'help' };
  const format = values.format ?? 'text';
  if (!isFormat(format)) throw new UsageError(`--format must be ${FORMATS.join(', ')}, not "${format}".`);
  if (positionals.includes('')) throw new UsageError('A path is empty.');
  const { live = false } = values;
  if (!live && values['as-of'] !== undefined) throw new UsageError('--as-of needs --live.');
  const maxWarnings = count('--max-warnings', values['max-warnings']);
  return { name: 'check', paths: positionals, format, maxWarnings, live, asOf: moment(values['as-of']) };
}

function decay(args: string[]): Command {
  const options = {
    ...HELP,
    format: { type: 'string' },
    since: { type: 'string' },
    'as-of': { type: 'string' },
  } as const;
  const { values, positionals } = parse({ args, options, allowPositionals: true });
  if (values.help) return { name: 'help' };
  const format = DECAY_FORMATS.find((one) => one === (values.format ?? 'text'));
  if (!format)
    throw new UsageError(`--format must be text, json, prometheus or openmetrics, not "${values.format ?? ''}".`);
  if (positionals.includes('')) throw new UsageError('A path is empty.');
  return { name: 'decay', paths: positionals, format, since: length(values.since), asOf: moment(values['as-of']) };
}

function readiness(args: string[]): Command {
  const options = {
    ...HELP,
    format: { type: 'string' },
    live: { type: 'boolean' },
    'as-of': { type: 'string' },
    'min-score': { type: 'string' },
    since: { type: 'string' },
    history: { type: 'string' },
  } as const;
  const { values, positionals } = parse({ args, options, allowPositionals: true });
  if (values.help) return { name: 'help' };
  const { format = 'text', live = false } = values;
  if (!isReport(format)) throw new UsageError(`--format must be ${REPORTS.join(', ')}, not "${format}".`);
  if (positionals.includes('')) throw new UsageError('A path is empty.');
  if (!live && values['as-of'] !== undefined) throw new UsageError('--as-of needs --live.');
  const minScore = count('--min-score', values['min-score']);
  if (minScore !== undefined && minScore > 100)
    throw new UsageError(`--min-score must be 100 or less, not ${minScore}.`);
  const { since } = values;
  if (since === '') throw new UsageError('--since must name a commit, such as main or HEAD~1.');
  const history = count('--history', values.history);
  if (history !== undefined && (history < 1 || history > MAX_HISTORY))
    throw new UsageError(`--history must be 1 to ${MAX_HISTORY} commits, not ${history}.`);
  const asOf = moment(values['as-of']);
  return { name: 'readiness', paths: positionals, format, minScore, live, asOf, since, history };
}

function scaffold(args: string[]): Command {
  const options = {
    ...HELP,
    out: { type: 'string' },
    check: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    force: { type: 'boolean' },
    folder: { type: 'string', multiple: true },
    label: { type: 'string', multiple: true },
    'in-use': { type: 'string', multiple: true },
  } as const;
  const { values, positionals } = parse({ args, options, allowPositionals: true });
  if (values.help) return { name: 'help' };
  const plan = positionals.at(-1);
  const names = positionals.slice(0, -1);
  if (plan === undefined || plan === '' || names.length === 0)
    throw new UsageError(
      'Name targets and a plan, such as: production-first scaffold prometheus-rules production-plan.yaml',
    );
  const modes = (['check', 'dry-run', 'force'] as const).filter((mode) => values[mode] === true);
  if (modes.length > 1) throw new UsageError(`--${modes.join(' and --')} cannot go together.`);
  if (values.out === '') throw new UsageError('--out must name a folder.');
  const targets = names.includes('all') ? TARGETS : names.map(targetOf);
  const agreed = {
    folders: agreedOn('--folder', values.folder),
    labels: agreedOn('--label', values.label),
    versions: agreedOn('--in-use', values['in-use']),
  };
  const unknown = Object.keys(agreed.versions).find((name) => !(SYSTEMS as readonly string[]).includes(name));
  if (unknown !== undefined) throw new UsageError(`--in-use knows ${SYSTEMS.join(', ')}, not "${unknown}".`);
  return { name: 'scaffold', targets: [...new Set(targets)], plan, out: values.out, mode: modes[0] ?? 'write', agreed };
}

/** `NAME=VALUE` as often as it was given. */
function agreedOn(option: string, given: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
      if (name === undefined || value === undefined) throw new UsageError(`${option} takes NAME=VALUE, not "${text}".`);
      return [name, value];
    }),
  );
}

function targetOf(name: string): Target {
  const target = TARGETS.find(({ id }) => id === name);
  if (target) return target;
  throw new UsageError(`There is no target "${name}". It renders ${TARGETS.map(({ id }) => id).join(', ')}.`);
}

function length(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const milliseconds = parseDuration(text);
  if (!milliseconds) throw new UsageError(`--since must be a duration such as 90d or 12h, not "${text}".`);
  return milliseconds;
}

function moment(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = lookBackTo(text);
  if (time === undefined) throw new UsageError(`--as-of must be a date such as 2026-06-30, not "${text}".`);
  return time;
}

const REPORTS: readonly string[] = ['text', ...REPORT_FORMATS.map(({ id }) => id)];
const isReport = (text: string): text is 'text' | ReportFormat => REPORTS.includes(text);

const isFormat = (text: string): text is Format => FORMATS.includes(text);

function count(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`${option} must be a whole number, not "${text}".`);
  return Number(text);
}

function explain(args: string[]): Command {
  const { values, positionals } = parse({ args, options: HELP, allowPositionals: true });
  if (values.help) return { name: 'help' };
  const [rule, ...more] = positionals;
  if (rule === undefined || more.length > 0)
    throw new UsageError('Name one rule, such as: production-first explain schema/missing');
  return { name: 'explain', rule };
}

function lsp(args: string[]): Command {
  // Editors add their process id, so that a server without its editor ends.
  const options = { ...HELP, stdio: { type: 'boolean' }, clientProcessId: { type: 'string' } } as const;
  const { values } = parse({ args, options });
  if (values.help) return { name: 'help' };
  if (!values.stdio)
    throw new UsageError('The language server speaks over standard input and output: production-first lsp --stdio');
  return { name: 'lsp' };
}

function parse<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
