import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CodeActionKind, type CodeAction, type Diagnostic, type WorkspaceEdit } from 'vscode-languageserver';
import { LineIndex } from '../core/document/text.ts';
import { correctRule } from '../core/pipeline/correct-rule.ts';
import type { RuleCorrection } from '../core/problem.ts';
import { SOURCE, type DiagnosticPayload } from '../language/to-lsp.ts';
import type { FeatureHost } from './feature.ts';

const KEYS: Readonly<Record<RuleCorrection['key'], string>> = {
  threshold: 'the threshold',
  op: 'the comparison',
  for: '"for"',
  severity: 'the severity',
};

/** Quick fixes that correct a file of rules where a server has something else than the plan at `plan`. */
export async function ruleFileActions(
  host: FeatureHost,
  plan: string | undefined,
  diagnostics: readonly Diagnostic[],
  takesVersions: boolean,
): Promise<CodeAction[]> {
  if (plan === undefined) return [];
  const actions: CodeAction[] = [];
  for (const diagnostic of diagnostics) {
    const fix = (diagnostic.data as DiagnosticPayload | null | undefined)?.fix;
    if (diagnostic.source !== SOURCE || fix?.kind !== 'align' || !fix.elsewhere) continue;
    const edit = await editOf(host, plan, fix.elsewhere, takesVersions);
    const { file, key, value } = fix.elsewhere;
    const title = `Set ${KEYS[key]} of the plan, ${value}, in ${file}`;
    if (edit) actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], edit });
  }
  return actions;
}

/** Of the file as it is open, else as it is on disk; never of one outside the workspace. */
async function editOf(
  { documents, workspace }: FeatureHost,
  plan: string,
  correction: RuleCorrection,
  takesVersions: boolean,
): Promise<WorkspaceEdit | undefined> {
  const place = path.resolve(path.dirname(plan), correction.file);
  const uri = pathToFileURL(place).href;
  const open = documents.get(uri);
  const onDisk = await workspace.readText(plan, correction.file);
  // The disk tells whether it is a file of the workspace, and no link out of it.
  if (onDisk === undefined) return undefined;
  const text = open?.getText() ?? onDisk;
  const change = correctRule(text, correction);
  if (!change) return undefined;
  const edits = [{ range: new LineIndex(text).range(change), newText: change.text }];
  return takesVersions
    ? { documentChanges: [{ textDocument: { uri, version: open?.version ?? null }, edits }] }
    : { changes: { [uri]: edits } };
}
