import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CodeActionKind, type CodeAction, type Diagnostic, type WorkspaceEdit } from 'vscode-languageserver';
import { LineIndex } from '../core/document/text.ts';
import { stringAt, type Node } from '../core/document/node.ts';
import { addRule } from '../core/pipeline/add-rule.ts';
import { correctRule, type Correction } from '../core/pipeline/correct-rule.ts';
import { planOf } from '../core/plan/plan.ts';
import type { RuleCorrection } from '../core/problem.ts';
import { thresholdAlert } from '../core/scaffold/render/prometheus-alert.ts';
import { SOURCE, type DiagnosticPayload } from '../language/to-lsp.ts';
import type { OpenFile } from './documents.ts';
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
  { path: plan, file }: OpenFile,
  diagnostics: readonly Diagnostic[],
  takesVersions: boolean,
): Promise<CodeAction[]> {
  if (plan === undefined) return [];
  const actions: CodeAction[] = [];
  for (const diagnostic of diagnostics) {
    const payload = diagnostic.data as DiagnosticPayload | null | undefined;
    const fix = payload?.fix;
    if (diagnostic.source !== SOURCE || !payload || (fix?.kind !== 'align' && fix?.kind !== 'lacks') || !fix.elsewhere)
      continue;
    const { elsewhere } = fix;
    const change =
      'key' in elsewhere
        ? (text: string) => correctRule(text, elsewhere)
        : additionOf(file.documents[payload.document]?.root, elsewhere.alert);
    const edit = change && (await editOf(host, plan, elsewhere.file, change, takesVersions));
    const title =
      'key' in elsewhere
        ? `Set ${KEYS[elsewhere.key]} of the plan, ${elsewhere.value}, in ${elsewhere.file}`
        : `Add "${elsewhere.alert}" to ${elsewhere.file}`;
    if (edit) actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], edit });
  }
  return actions;
}

/** Undefined where the plan does not say all that a rule needs. */
function additionOf(root: Node | undefined, name: string): ((text: string) => Correction | undefined) | undefined {
  const plan = planOf(root);
  const alert = plan?.alerts.find((one) => one.name === name);
  if (!plan || !alert) return undefined;
  const rule = thresholdAlert(plan, stringAt(root, ['metadata', 'name']) ?? '', alert);
  if ('message' in rule) return undefined;
  return (text) =>
    addRule(
      text,
      rule,
      [...plan.alerts].filter((one) => one !== alert).map((one) => one.name),
    );
}

/** Of the file as it is open, else as it is on disk; never of one outside the workspace. */
async function editOf(
  { documents, workspace }: FeatureHost,
  plan: string,
  file: string,
  changeOf: (text: string) => Correction | undefined,
  takesVersions: boolean,
): Promise<WorkspaceEdit | undefined> {
  const place = path.resolve(path.dirname(plan), file);
  const uri = pathToFileURL(place).href;
  const open = documents.get(uri);
  const onDisk = await workspace.readText(plan, file);
  // The disk tells whether it is a file of the workspace, and no link out of it.
  if (onDisk === undefined) return undefined;
  const text = open?.getText() ?? onDisk;
  const change = changeOf(text);
  // What is open may say it already.
  if (!change || text.slice(change.start, change.end) === change.text) return undefined;
  const edits = [{ range: new LineIndex(text).range(change), newText: change.text }];
  return takesVersions
    ? { documentChanges: [{ textDocument: { uri, version: open?.version ?? null }, edits }] }
    : { changes: { [uri]: edits } };
}
