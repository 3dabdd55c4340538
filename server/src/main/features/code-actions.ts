import { CodeActionKind, type CodeAction, type CodeActionParams } from 'vscode-languageserver';
import { check } from '../../core/check.ts';
import {
  codeActions,
  FIX_ALL_KIND,
  fixAllEdit,
  isWanted,
  type CodeActionContext,
} from '../../language/code-actions/code-actions.ts';
import { madeActions } from '../../language/made-lenses.ts';
import { askedActions } from '../../language/training-hint.ts';
import { SCAFFOLD_COMMANDS } from '../../protocol/scaffold.ts';
import { isPython, type OpenFile } from '../documents.ts';
import { onFile, type Feature, type FeatureHost } from '../feature.ts';
import { ruleFileActions } from '../correct-rule-file.ts';
import { guard } from '../guard.ts';

export const actions: Feature = (host) => {
  const { connection, client } = host;
  const resolves = client.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true;

  const ofFile = onFile<CodeActionParams, CodeAction[] | null>(host, 'code actions', null, async (open, params) => {
    const { diagnostics, only } = params.context;
    const context = await contextOf(host, open, only, resolves);
    const elsewhere = isWanted(CodeActionKind.QuickFix, context)
      ? [
          ...(await ruleFileActions(host, open, diagnostics, takesVersions(host))),
          ...(host.scaffolds ? madeActions(open.uri, diagnostics, SCAFFOLD_COMMANDS) : []),
        ]
      : [];
    return codeActions(open.file, diagnostics, { ...context, elsewhere });
  });
  const ofPython = guard<CodeActionParams, CodeAction[] | null>(connection.console, 'code actions', null, (params) =>
    hintActions(host, params),
  );
  connection.onCodeAction((params, token) => {
    const document = host.documents.get(params.textDocument.uri);
    return document && isPython(document) ? ofPython(params, token) : ofFile(params, token);
  });
  connection.onCodeActionResolve(async (action, token) => {
    const resolve = guard(connection.console, 'code action', action, async (): Promise<CodeAction> => {
      const { uri } = (action.data ?? {}) as { uri?: string };
      const open = uri === undefined ? undefined : host.parsed.get(host.documents.get(uri));
      if (!open) return action;
      return { ...action, edit: fixAllEdit(open.file, await contextOf(host, open, undefined, resolves)) };
    });
    return resolve(action, token);
  });
  return { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND], resolveProvider: true } };
};

const takesVersions = ({ client }: FeatureHost): boolean => client.workspace?.workspaceEdit?.documentChanges === true;

function hintActions(host: FeatureHost, { textDocument, context }: CodeActionParams): CodeAction[] | null {
  const document = host.documents.get(textDocument.uri);
  if (!document || !isWanted(CodeActionKind.QuickFix, context)) return null;
  return askedActions(document.getText(), context.diagnostics, {
    uri: document.uri,
    version: takesVersions(host) ? document.version : null,
    start: host.hints.startOf(document),
  });
}

async function contextOf(
  host: FeatureHost,
  open: OpenFile,
  only: readonly string[] | undefined,
  resolves: boolean,
): Promise<Omit<CodeActionContext, 'elsewhere'>> {
  const facts = await host.workspace.factsOf(open.path, open.file);
  const now = Date.now();
  const { rules } = host.settings();
  return {
    uri: open.uri,
    version: takesVersions(host) ? open.version : null,
    only,
    resolves,
    json: /\.json$/i.test(open.uri),
    now,
    check: (file) => check(file, { now, facts, rules }),
  };
}
