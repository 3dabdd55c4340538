import { pathToFileURL } from 'node:url';
import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import { documentLinks, linkedPaths, linkTarget, type LinkData } from '../../language/document-links.ts';
import { toPath } from '../documents.ts';
import { onFile, type Feature } from '../feature.ts';
import { guard } from '../guard.ts';
import { plansOfCard } from '../plans-of-card.ts';

export const links: Feature = (host) => {
  host.connection.onDocumentLinks(
    onFile<DocumentLinkParams, DocumentLink[] | null>(host, 'document links', null, async ({ file, path, uri }) => {
      const facts = path ? await host.workspace.facts(path, { paths: linkedPaths(file) }) : new Map<string, never>();
      const plans = path && file.kind !== 'production-plan' ? await plansOfCard(host, path) : [];
      return documentLinks(file, uri, facts, plans);
    }),
  );
  host.connection.onDocumentLinkResolve(async (link, token) => {
    const resolve = guard(host.connection.console, 'document link', link, async (): Promise<DocumentLink> => {
      const { uri, text, kind } = link.data as LinkData;
      const plan = toPath(uri);
      const found = plan === undefined ? undefined : await host.workspace.locate(plan, { text, kind });
      return found ? { ...link, target: linkTarget(pathToFileURL(found.path).href, found.symbol) } : link;
    });
    return resolve(link, token);
  });
  return { documentLinkProvider: { resolveProvider: true } };
};
