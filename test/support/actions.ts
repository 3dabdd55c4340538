import type { CodeAction, TextEdit } from 'vscode-languageserver-types';
import { check } from '../../server/src/core/check.ts';
import type { CheckedFile } from '../../server/src/core/document/checked-file.ts';
import { readFile } from '../../server/src/core/document/read.ts';
import type { Problem } from '../../server/src/core/problem.ts';
import type { DocumentKind } from '../../server/src/core/rules/rule.ts';
import { codeActions, type CodeActionContext } from '../../server/src/language/code-actions/code-actions.ts';
import { applyChanges } from '../../server/src/language/edits/change.ts';
import { toDiagnostic } from '../../server/src/language/to-lsp.ts';

const NOW = Date.UTC(2026, 10, 24);
const URI = 'file:///p.production-plan.yaml';

export const problemsIn = (file: CheckedFile): Problem[] => check(file, { now: NOW, facts: new Map(), rules: {} });

export interface Acted {
  readonly file: CheckedFile;
  readonly problems: readonly Problem[];
  readonly actions: readonly CodeAction[];
  readonly titles: readonly string[];
  /** The text after the action whose title begins with `title`. */
  readonly apply: (title: string) => string;
}

export function applyAction(file: CheckedFile, action: CodeAction): string {
  const change = action.edit?.documentChanges?.[0];
  const edits = (change && 'edits' in change ? change.edits : action.edit?.changes?.[URI]) as TextEdit[] | undefined;
  if (!edits) throw new Error(`${action.title} has no edit`);
  return applyChanges(
    file.text,
    edits.map(({ range, newText }) => ({ ...file.lines.span(range), text: newText })),
  );
}

/** The actions for the problems of `rule` in `text`; of all problems without one. Some clients drop a diagnostic's data. */
export function actionsFor(
  text: string,
  rule?: string,
  kind: DocumentKind = 'production-plan',
  more: Partial<CodeActionContext> = {},
  dropsData = false,
): Acted {
  const file = readFile(kind, text);
  const problems = problemsIn(file);
  const diagnostics = problems
    .filter((problem) => rule === undefined || problem.rule === rule)
    .map((problem) => toDiagnostic(problem, file.lines, URI))
    .map((diagnostic) => (dropsData ? { ...diagnostic, data: undefined } : diagnostic));
  const context: CodeActionContext = {
    uri: URI,
    version: 1,
    only: undefined,
    resolves: false,
    elsewhere: [],
    json: false,
    now: NOW,
    check: problemsIn,
    ...more,
  };
  const actions = codeActions(file, diagnostics, context);
  const apply = (title: string): string => {
    const action = actions.find((candidate) => candidate.title.startsWith(title));
    if (!action) throw new Error(`No action ${title} among: ${actions.map((other) => other.title).join('; ')}`);
    return applyAction(file, action);
  };
  return { file, problems, actions, titles: actions.map(({ title }) => title), apply };
}
