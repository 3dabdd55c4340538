import { pathToFileURL } from 'node:url';
import type { DefinitionParams, Location, LocationLink } from 'vscode-languageserver';
import { definition, type Files } from '../../language/definition.ts';
import type { OpenFile } from '../documents.ts';
import { onFile, type Feature, type FeatureHost } from '../feature.ts';
import { plansOfCard } from '../plans-of-card.ts';

export const definitions: Feature = (host) => {
  const canLink = host.client.textDocument?.definition?.linkSupport === true;
  host.connection.onDefinition(
    onFile<DefinitionParams, Location[] | LocationLink[] | null>(host, 'definition', null, async (open, params) => {
      const { file, uri } = open;
      const links = await definition(file, uri, file.lines.offset(params.position), filesAround(host, open));
      return canLink ? links : links.map((link) => ({ uri: link.targetUri, range: link.targetSelectionRange }));
    }),
  );
  return { definitionProvider: true };
};

function filesAround(host: FeatureHost, { path }: OpenFile): Files {
  return {
    find: async (reference) => {
      const found = path === undefined ? undefined : await host.workspace.locate(path, reference);
      return found && { uri: pathToFileURL(found.path).href, range: found.symbol };
    },
    plansOfCard: () => (path === undefined ? Promise.resolve([]) : plansOfCard(host, path)),
  };
}
