import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import { nodeAt, stringAt } from '../../core/document/node.ts';
import { madeLenses } from '../../language/made-lenses.ts';
import { SCAFFOLD_COMMANDS } from '../../protocol/scaffold.ts';
import { onFile, type Feature } from '../feature.ts';

/** Above a plan's name: what can be done with the files that were made from it. */
export const lenses: Feature = (host) => {
  const answer = onFile<CodeLensParams, CodeLens[]>(host, 'lenses', [], async (open) => {
    if (open.file.kind !== 'production-plan' || open.path === undefined) return [];
    const { made = [] } = await host.workspace.factsOf(open.path, open.file);
    return open.file.documents.flatMap(({ root }) => {
      const [node, name] = [nodeAt(root, ['metadata', 'name']), stringAt(root, ['metadata', 'name'])];
      const own = made.filter(({ plan }) => plan === name);
      return node ? madeLenses(open.file.lines.range(node), own, SCAFFOLD_COMMANDS) : [];
    });
  });
  host.connection.onCodeLens(answer);
  return host.scaffolds ? { codeLensProvider: { resolveProvider: false } } : {};
};
