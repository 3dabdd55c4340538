import type { Backend, BackendContext, Source } from '../backend.ts';
import type { FileCache } from '../file/file-cache.ts';
import type { Store } from '../file/store.ts';
import { boundedNotes, plainText } from '../plain-text.ts';
import { asList, asRecord, asText } from '../raw.ts';
import { SourceError } from '../source-error.ts';
import { answerDrift, answerSeries, listOf } from './answer-request.ts';
import { baseUrl, EvidentlyApi } from './api.ts';
import type { Read } from './contract.ts';
import { parseCall } from './params.ts';
import { readFiles, type ReadFile } from './read-files.ts';
import { readServer, type Wanted } from './read-server.ts';
import { isEvidently } from './workspace.ts';

const ALL: Wanted = { from: -Infinity, to: Infinity };
const isFiles = ({ url, path }: Source): boolean => (url ?? '').trim() === '' && (path ?? '').trim() !== '';

/**
 * Evidently: the service of `evidently ui`, a workspace folder, or single reports.
 * @param cache kept by the caller between refreshes, so that a report that has not changed is not read again
 */
export function evidentlyBackend(cache: FileCache<ReadFile>): Backend {
  const read = async (source: Source, context: BackendContext, wanted: Wanted): Promise<Read> =>
    isFiles(source)
      ? readFiles(source, cache, context, wanted.type)
      : readServer(new EvidentlyApi(source, context), wanted);
  return {
    type: 'evidently',
    describe: async (source, context) => {
      if (!isFiles(source)) return describeServer(new EvidentlyApi(source, context));
      const { count, notes } = await readFiles(source, cache, context);
      return { product: `Evidently, ${count} ${count === 1 ? 'report' : 'reports'}`, notes: boundedNotes(notes) };
    },
    list: async (source, context) => listOf(await read(source, context, ALL)),
    series: async (source, request, context) => {
      const type = parseCall((request.metric ?? '').replace(/\.(?:count|share|mean|std)$/, ''))?.type;
      // Without a type everything is read: the message then says what there is.
      const wanted = { from: request.from, to: request.to, ...(type !== undefined && { type }) };
      return answerSeries(source.name, request, await read(source, context, wanted));
    },
    drift: async (source, request, context) =>
      answerDrift(request, await read(source, context, { from: request.from, to: request.to, type: 'ValueDrift' })),
    link: (source) => {
      if (isFiles(source)) return undefined;
      try {
        const url = baseUrl(source);
        if (/^[0-9a-f-]{36}$/i.test(source.project ?? '')) url.pathname += `projects/${source.project}`;
        return url.href;
      } catch {
        return undefined;
      }
    },
  };
}

/** For the data source `file`, where its path leads to a workspace or to reports. */
export const evidentlyStore = (backend: Backend): Store => ({ knows: isEvidently, backend });

async function describeServer(api: EvidentlyApi): ReturnType<Backend['describe']> {
  const version = asRecord(await api.get('version'));
  const application = asText(version?.['application']) ?? '';
  if (!/evidently/i.test(application)) {
    throw new SourceError('bad-answer', `${api.who} does not say that it is Evidently. Check the url in the plan.`);
  }
  const project = await api.project();
  const snapshots = asList(await api.get(`projects/${project.id}/snapshots`)) ?? [];
  const number = plainText(asText(version?.['version']) ?? '', 40);
  const notes = snapshots.length === 0 ? [`the project ${plainText(project.name, 60)} has no reports yet`] : [];
  return { product: `Evidently ${number}`.trim(), notes };
}
