import { parseArgs, type ParseArgsConfig } from 'node:util';

export type Format = 'text' | 'json' | 'sarif';

/** What the command line asks for. */
export type Command =
  | {
      readonly name: 'check';
      readonly paths: readonly string[];
      readonly format: Format;
      /** More warnings than this fail the check; undefined: warnings never do. */
      readonly maxWarnings: number | undefined;
    }
  | { readonly name: 'explain'; readonly rule: string }
  | { readonly name: 'lsp' }
  | { readonly name: 'help' }
  | { readonly name: 'version' };

/** The command line cannot be understood; the message says what to write instead. */
export class UsageError extends Error {}

export const USAGE = `Usage: production-first <command> [options]

Checks production plans and model cards: the same findings as in the editor.

Commands:
  check [paths…]     Check files, or all plans and cards in folders. Without paths: the current folder.
    --format FORMAT    text (default), json or sarif (SARIF 2.1.0)
    --max-warnings N   Fail if there are more than N warnings. Without it only errors fail.
  explain <rule>     Explain a rule: why it matters, a bad and a good example, how to mend it.
  lsp --stdio        Serve editors with the Language Server Protocol over standard input and output.

Options:
  -h, --help         Show this.
  -v, --version      Show the version.

Exit codes: 0 nothing that fails the check, 1 findings, 2 wrong usage, or a file
that cannot be read or is no plan or card.
Colours are used on a terminal only; NO_COLOR switches them off, FORCE_COLOR on.
`;

const COMMANDS: Readonly<Record<string, (args: string[]) => Command>> = { check, explain, lsp };
/** Named by the format, built later: who asks for one is told so, rather than that it does not exist. */
const LATER_COMMANDS: ReadonlySet<string> = new Set(['readiness', 'decay', 'scaffold']);
const FORMATS: readonly string[] = ['text', 'json', 'sarif'] satisfies Format[];
const HELP = { help: { type: 'boolean', short: 'h' } } as const;

/**
 * Reads the words behind `production-first`.
 * @throws UsageError
 */
export function readArguments(argv: readonly string[]): Command {
  const [first, ...rest] = argv;
  if (first === undefined) throw new UsageError('Say what to do: check, explain or lsp.');
  if (first === '--help' || first === '-h' || first === 'help') return { name: 'help' };
  if (first === '--version' || first === '-v') return { name: 'version' };
  if (LATER_COMMANDS.has(first)) throw new UsageError(`This version does not have the command "${first}" yet.`);
  const read = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
  if (!read) throw new UsageError(`There is no ${first.startsWith('-') ? 'option' : 'command'} "${first}".`);
  return read(rest);
}

function check(args: string[]): Command {
  if (args.includes('--live')) throw new UsageError('This version does not have "--live" yet.');
  const options = { ...HELP, format: { type: 'string' }, 'max-warnings': { type: 'string' } } as const;
  const { values, positionals } = parse({ args, options, allowPositionals: true });
  if (values.help) return { name: 'help' };
  const format = values.format ?? 'text';
  if (!isFormat(format)) throw new UsageError(`--format must be ${FORMATS.join(', ')}, not "${format}".`);
  if (positionals.includes('')) throw new UsageError('A path is empty.');
  return { name: 'check', paths: positionals, format, maxWarnings: count(values['max-warnings']) };
}

const isFormat = (text: string): text is Format => FORMATS.includes(text);

function count(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--max-warnings must be a whole number, not "${text}".`);
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
