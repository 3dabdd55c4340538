import { window } from 'vscode';
import { SOURCES_REQUEST, type SourcesParams, type SourcesResult } from '../../../server/src/protocol/decay.ts';
import { plain } from '../plain.ts';
import type { ServerControl } from '../server.ts';
import { originOf } from './origins.ts';

/** A data source that is asked over the network. */
export interface RemoteSource {
  readonly plan: string;
  readonly index: number;
  readonly name: string;
  readonly origin: string;
}

/** The data source that is meant: the named one, the only one, or one that is chosen. Undefined: there is none, or nobody chose. */
export async function chooseSource(
  server: ServerControl,
  plan: string,
  wanted?: { readonly index: number; readonly source: string },
): Promise<RemoteSource | undefined> {
  const params: SourcesParams = { uri: plan };
  const found = await server.request<SourcesResult>(SOURCES_REQUEST, params);
  const items = found.flatMap(({ plan: index, source: { name, type, url } }) => {
    const origin = originOf(url);
    if (origin === undefined) return [];
    const remote: RemoteSource = { plan, index, name, origin };
    return [{ label: plain(name, 80), description: type, detail: origin, remote }];
  });
  if (wanted) {
    const item = items.find(({ remote }) => remote.index === wanted.index && remote.name === wanted.source);
    if (!item) void window.showInformationMessage(`${plain(wanted.source, 80)} is not asked over the network.`);
    return item?.remote;
  }
  if (items.length === 0) {
    const message = 'The plan has no data source with an http or https url. Files are read without being connected.';
    void window.showInformationMessage(message);
    return undefined;
  }
  if (items.length === 1) return items[0]?.remote;
  const options = { title: 'Connect Data Source', placeHolder: 'Data source of the plan', matchOnDetail: true };
  return (await window.showQuickPick(items, options))?.remote;
}
