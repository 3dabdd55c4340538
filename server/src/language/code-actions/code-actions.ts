import {
  CodeActionKind,
  type CodeAction,
  type Diagnostic,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { CheckedFile } from '../../core/document/checked-file.ts';
import type { LineIndex, Span } from '../../core/document/text.ts';
import type { Problem } from '../../core/problem.ts';
import type { Change } from '../edits/change.ts';
import { SOURCE, type DiagnosticPayload } from '../to-lsp.ts';
import type { Fix } from './fix.ts';
import { fixAll, hasSafeFix, type FixAllOptions } from './fix-all.ts';
import { EXCUSES, REPAIRS } from './fixers.ts';
import { fixesOf } from './fixes.ts';

export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.productionFirst`;
const FIX_ALL_TITLE = 'Fix all safe problems in this file';

/** The file as the client knows it, and what the client can do. */
export interface CodeActionContext extends FixAllOptions {
  readonly uri: string;
  /** Null where the client does not take versions. */
  readonly version: number | null;
  /** Kinds asked for; undefined: any. */
  readonly only: readonly string[] | undefined;
  /** The client asks again for the edit of an action it is about to apply. */
  readonly resolves: boolean;
  /** Repairs of the diagnostics in other files. */
  readonly elsewhere: readonly CodeAction[];
}

/** What to do about the diagnostics at a place, and about the whole file. */
export function codeActions(
  file: CheckedFile,
  diagnostics: readonly Diagnostic[],
  context: CodeActionContext,
): CodeAction[] {
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix, context)) actions.push(...quickFixes(file, diagnostics, context));
  if (context.only !== undefined && isWanted(FIX_ALL_KIND, context)) {
    const action = fixAllAction(file, FIX_ALL_KIND, context);
    if (action) actions.push(action);
  }
  return actions;
}

/** A kind is wanted when it, or one above it, was asked for. */
export function isWanted(kind: string, { only }: { readonly only?: readonly string[] | undefined }): boolean {
  return only?.some((asked) => kind === asked || kind.startsWith(`${asked}.`)) ?? true;
}

function quickFixes(file: CheckedFile, diagnostics: readonly Diagnostic[], context: CodeActionContext): CodeAction[] {
  const found = problemsOf(file, diagnostics, context);
  const problems = found.map(({ problem }) => problem);
  const actions: CodeAction[] = [];
  let canFixAll = false;
  for (const fixers of [REPAIRS, EXCUSES]) {
    for (const { problem, diagnostic } of found) {
      const fixes = fixesOf(file, problem, problems, context, fixers);
      canFixAll ||= hasSafeFix(fixes);
      for (const fix of fixes) actions.push(toAction(fix, diagnostic, file.lines, context));
    }
    const all = fixers === REPAIRS && canFixAll ? fixAllAction(file, CodeActionKind.QuickFix, context) : undefined;
    if (all) actions.push(all);
    if (fixers === REPAIRS) actions.push(...context.elsewhere);
  }
  return distinct(actions);
}

/** Several problems of one line can be excused by the same edit. */
function distinct(actions: readonly CodeAction[]): CodeAction[] {
  const seen = new Set<string>();
  return actions.filter(({ title, edit }) => {
    const key = `${title} ${JSON.stringify(edit)}`;
    return !seen.has(key) && seen.add(key);
  });
}

function toAction(fix: Fix, diagnostic: Diagnostic, lines: LineIndex, context: CodeActionContext): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: toEdit(fix.changes, lines, context),
    ...(fix.preferred && { isPreferred: true }),
  };
}

function fixAllAction(file: CheckedFile, kind: string, context: CodeActionContext): CodeAction | undefined {
  // A quick fix is listed at every move of the cursor, so its edit waits until it is wanted.
  if (context.resolves && kind === CodeActionKind.QuickFix)
    return { title: FIX_ALL_TITLE, kind, data: { uri: context.uri } };
  const changes = fixAll(file, context);
  return changes.length > 0 ? { title: FIX_ALL_TITLE, kind, edit: toEdit(changes, file.lines, context) } : undefined;
}

/** The edit of "fix all", asked for when it is about to be applied. */
export function fixAllEdit(file: CheckedFile, context: Omit<CodeActionContext, 'elsewhere'>): WorkspaceEdit {
  return toEdit(fixAll(file, context), file.lines, context);
}

function toEdit(
  changes: readonly Change[],
  lines: LineIndex,
  { uri, version }: Pick<CodeActionContext, 'uri' | 'version'>,
): WorkspaceEdit {
  const edits: TextEdit[] = changes.map((change) => ({ range: lines.range(change), newText: change.text }));
  return version === null
    ? { changes: { [uri]: edits } }
    : { documentChanges: [{ textDocument: { uri, version }, edits }] };
}

/** The problems behind our diagnostics. Clients may drop a diagnostic's data; then the file is checked again. */
function problemsOf(
  file: CheckedFile,
  diagnostics: readonly Diagnostic[],
  context: CodeActionContext,
): { problem: Problem; diagnostic: Diagnostic }[] {
  const ours = diagnostics.filter(({ source, code }) => source === SOURCE && typeof code === 'string');
  const lacking = ours.some(({ data }) => data === undefined || data === null);
  const checked = lacking ? context.check(file) : [];
  return ours.flatMap((diagnostic) => {
    const span = file.lines.span(diagnostic.range);
    const payload = (diagnostic.data ?? undefined) as DiagnosticPayload | undefined;
    const problem = payload
      ? problemFrom(diagnostic, span, payload)
      : checked.find((known) => isSame(known, diagnostic, span));
    return problem ? [{ problem, diagnostic }] : [];
  });
}

const problemFrom = (diagnostic: Diagnostic, span: Span, payload: DiagnosticPayload): Problem => ({
  rule: String(diagnostic.code),
  severity: 'error',
  message: typeof diagnostic.message === 'string' ? diagnostic.message : diagnostic.message.value,
  span,
  // What was found while reading does not say in which document.
  ...(!String(diagnostic.code).startsWith('syntax/') && { document: payload.document }),
  ...(payload.fix && { data: payload.fix }),
});

const isSame = (problem: Problem, diagnostic: Diagnostic, span: Span): boolean =>
  problem.rule === diagnostic.code &&
  problem.span.start === span.start &&
  problem.span.end === span.end &&
  problem.message === diagnostic.message;
