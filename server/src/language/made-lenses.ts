import {
  CodeActionKind,
  type CodeAction,
  type CodeLens,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver-types';
import type { MadeFile } from '../core/workspace-facts.ts';
import { SOURCE } from './to-lsp.ts';

/** The client's commands, each of which is handed `{ uri }` of the plan, or means the one in the active editor. */
export type MadeCommands = Readonly<Record<'create' | 'regenerate' | 'compare' | 'stop', string>>;

/**
 * Lenses above the name of a plan, of which files were made. Their commands have no arguments: VS Code forgets those of
 * lenses that were out of sight when they were asked for again.
 */
export function madeLenses(range: Range, made: readonly MadeFile[], commands: MadeCommands): CodeLens[] {
  if (made.length === 0) return [];
  const off = made.filter(({ state }) => state === 'out-of-date' || state === 'missing').length;
  const files = `${made.length} ${made.length === 1 ? 'file' : 'files'}`;
  const lens = (title: string, command: string, tooltip: string): CodeLens => ({
    range,
    command: { title, command, tooltip },
  });
  return [
    lens(
      off === 0 ? 'Regenerate' : `Regenerate (${off} of ${files})`,
      commands.regenerate,
      `Make the files of this plan anew: ${files}. Edits by hand are kept.`,
    ),
    lens('Diff', commands.compare, 'Show where the files are not as the plan has them'),
    lens('Stop managing…', commands.stop, 'Leave files alone from now on. They stay as they are.'),
  ];
}

const FIXES: Readonly<Record<string, readonly (keyof typeof TITLES)[]>> = {
  'scaffold/out-of-date': ['regenerate', 'compare', 'stop'],
  'scaffold/missing': ['regenerate', 'stop'],
  'scaffold/edited': ['compare', 'stop'],
};
const TITLES = {
  regenerate: 'Make the files of this plan anew…',
  compare: 'Show where files differ from the plan',
  stop: 'Stop managing files of this plan…',
} as const;

/** What a target could make of the plan where a rule finds that nothing is there. */
const MAKES: Readonly<Record<string, { readonly targets: readonly string[]; readonly what: string }>> = {
  'rollback/no-runbook': { targets: ['runbook'], what: 'a rollback runbook' },
  'alerting/no-runbook': { targets: ['runbook'], what: 'a rollback runbook' },
  'live/rule-missing': { targets: ['prometheus-rules'], what: 'alerting rules' },
  'data/pipeline-without-contract': { targets: ['odcs'], what: 'data contracts' },
  'feedback/coverage-unmonitored': { targets: ['feedback'], what: 'a query for the coverage' },
  'retraining/pipeline-missing': {
    targets: ['github-actions', 'airflow', 'argo-cron-workflow'],
    what: 'a retraining pipeline',
  },
};

/** What to make where something is not there. */
function makeActions(uri: string, diagnostics: readonly Diagnostic[], { create }: MadeCommands): CodeAction[] {
  return Object.entries(MAKES).flatMap(([rule, { targets, what }]) => {
    const own = diagnostics.filter(({ code }) => code === rule);
    const title = `Make ${what} from this plan…`;
    const command = { title, command: create, arguments: [{ uri, targets }] };
    return own.length === 0 ? [] : [{ title, kind: CodeActionKind.QuickFix, diagnostics: own, command }];
  });
}

/** What to do where files and plan part, or there are none yet. */
export function madeActions(uri: string, found: readonly Diagnostic[], commands: MadeCommands): CodeAction[] {
  const diagnostics = found.filter(({ source }) => source === SOURCE);
  const wanted = diagnostics.flatMap(({ code }) => FIXES[String(code)] ?? []);
  const regained = [...new Set(wanted)].map((key) => ({
    title: TITLES[key],
    kind: CodeActionKind.QuickFix,
    isPreferred: key === 'regenerate',
    diagnostics: diagnostics.filter(({ code }) => FIXES[String(code)]?.includes(key)),
    command: { title: TITLES[key], command: commands[key], arguments: [{ uri }] },
  }));
  return [...regained, ...makeActions(uri, diagnostics, commands)];
}
