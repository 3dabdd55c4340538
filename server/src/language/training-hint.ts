import {
  CodeActionKind,
  DiagnosticSeverity,
  type CodeAction,
  type Command,
  type Diagnostic,
  type TextEdit,
} from 'vscode-languageserver-types';
import { LineIndex } from '../core/document/text.ts';
import { isAsked, isDisabledAt, TRAINING_HINT } from '../core/python/asked-files.ts';
import { findTraining } from '../core/python/training.ts';
import { lineBreakOf } from './edits/layout.ts';
import { SOURCE } from './to-lsp.ts';

const PAGE = 'https://github.com/production-first/production-first-ml/blob/main/docs/training-code.md';
const MESSAGE =
  'No production plan answers for this model. Start one, and answer before training: what business metric, how will drops be detected, who owns it, how often is it retrained, what if it breaks?';

/** Training in a Python file for which a plan is asked. */
export interface Asked {
  readonly diagnostic: Diagnostic;
  /** `path` or `path#symbol`, from the workspace's folder. */
  readonly trainingCode: string;
}

/**
 * Where a Python file begins to train a model; undefined where it does not, or is not asked for a plan.
 * @param path of the file from the workspace's folder, with forward slashes
 */
export function askedAt(text: string, path: string): Asked | undefined {
  const found = isAsked(path, text) ? findTraining(text) : undefined;
  if (!found || isDisabledAt(text, found.span.start)) return undefined;
  const range = new LineIndex(text).range(found.span);
  return {
    trainingCode: found.symbol === undefined ? path : `${path}#${found.symbol}`,
    diagnostic: {
      source: SOURCE,
      code: TRAINING_HINT,
      codeDescription: { href: PAGE },
      severity: DiagnosticSeverity.Hint,
      message: MESSAGE,
      range,
    },
  };
}

/**
 * What to do about it: start a plan, or never be asked again in this file.
 * @param start undefined: the client has no command for it
 */
export function askedActions(
  text: string,
  asked: readonly Diagnostic[],
  {
    uri,
    version,
    start,
  }: {
    readonly uri: string;
    readonly version: number | null;
    readonly start: Pick<Command, 'command' | 'arguments'> | undefined;
  },
): CodeAction[] {
  const diagnostics = asked.filter(({ source, code }) => source === SOURCE && code === TRAINING_HINT);
  if (diagnostics.length === 0) return [];
  const title = 'Start a production plan for this model';
  const edits = [disableFile(text)];
  return [
    ...(start ? [{ title, kind: CodeActionKind.QuickFix, diagnostics, command: { title, ...start } }] : []),
    {
      title: 'Do not ask for a production plan in this file',
      kind: CodeActionKind.QuickFix,
      diagnostics,
      edit:
        version === null
          ? { changes: { [uri]: edits } }
          : { documentChanges: [{ textDocument: { uri, version }, edits }] },
    },
  ];
}

/** A comment at the top, below what has to stand in the first lines: an interpreter and an encoding. */
function disableFile(text: string): TextEdit {
  const head = /^\uFEFF?(?:#!.*(?:\r\n|\n|\r))?(?:#.*coding[:=].*(?:\r\n|\n|\r))?/.exec(text)?.[0] ?? '';
  const at = new LineIndex(text).position(head.length);
  const eol = lineBreakOf(text);
  return { range: { start: at, end: at }, newText: `# production-first-disable-file ${TRAINING_HINT}${eol}` };
}
