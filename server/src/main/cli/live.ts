import { pathToFileURL } from 'node:url';
import { fetchHttp } from '../../backends/fetch-http.ts';
import type { CheckedFile } from '../../core/document/checked-file.ts';
import type { RangeChoice } from '../../core/panel/contract.ts';
import type { LiveFile } from '../live/live-plans.ts';
import { createLive, type Live } from '../live/live.ts';
import { SYSTEM_TIMERS } from '../live/timers.ts';
import type { Workspace } from '../workspace.ts';
import { credentialOf } from './credentials.ts';

/** Reads the data sources of plans. Whoever runs the command has agreed to ask them. */
export function commandLive(workspace: Workspace, environment: NodeJS.ProcessEnv, now: number): Live {
  const http = fetchHttp({
    credentialFor: (_origin, source) => credentialOf(environment, source),
    mayAsk: () => true,
  });
  return createLive({ workspace, http, timers: { ...SYSTEM_TIMERS, now: () => now } });
}

/** How the models of a plan's file stand. */
export function readLive(
  { plans }: Live,
  file: string,
  { documents }: CheckedFile,
  asOf?: number,
  range?: RangeChoice,
): Promise<LiveFile> {
  const plan = { uri: pathToFileURL(file).href, path: file, documents, asOf };
  return plans.read(plan, { signal: new AbortController().signal, ...(range !== undefined && { range }) });
}
