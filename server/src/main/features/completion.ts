import { isoDate } from '../../core/schema/formats.ts';
import path from 'node:path';
import type { CompletionList, CompletionParams } from 'vscode-languageserver';
import { complete } from '../../language/completion/complete.ts';
import type { CompletionContext, FileLister } from '../../language/completion/context.ts';
import type { OpenFile } from '../documents.ts';
import { onFile, type Feature, type FeatureHost } from '../feature.ts';

/** `InsertTextMode.adjustIndentation`, as clients announce it. */
const ADJUST_INDENTATION = 2;

export const completion: Feature = (host) => {
  const can = host.client.textDocument?.completion?.completionItem;
  host.connection.onCompletion(
    onFile<CompletionParams, CompletionList | null>(host, 'completion', null, (open, params) => {
      const context: CompletionContext = {
        snippets: can?.snippetSupport === true,
        adjustsIndentation: can?.insertTextModeSupport?.valueSet.includes(ADJUST_INDENTATION) === true,
        json: /\.json$/i.test(open.uri),
        trigger: params.context?.triggerCharacter,
        today: isoDate(Date.now()),
        files: lister(host, open),
      };
      return complete(open.file, open.file.lines.offset(params.position), context);
    }),
  );
  // A blank is among them for what follows `key: ` and `- `; elsewhere nothing is answered to it.
  return { completionProvider: { triggerCharacters: [' ', '"', "'", '/', '#', '{', '['] } };
};

function lister({ workspace }: FeatureHost, open: OpenFile): FileLister | undefined {
  const file = open.path;
  if (file === undefined) return undefined;
  return {
    list: (directory) => workspace.listDirectory(file, directory),
    symbols: async (name) => {
      const facts = await workspace.facts(file, { paths: [{ kind: 'file-symbol', text: path.posix.normalize(name) }] });
      const fact = [...facts.values()][0];
      return fact?.state === 'file' ? (fact.symbols ?? []) : [];
    },
  };
}
