import type { Backend, BackendContext, Source } from '../../backends/backend.ts';
import type { DataFiles } from '../../backends/files.ts';
import type { Http } from '../../backends/http.ts';
import { SourceError } from '../../backends/source-error.ts';
import type { Question } from './question.ts';
import type { Result } from './store.ts';

/** What questions are asked with. */
export interface Means {
  readonly backendOf: (type: string) => Backend | undefined;
  readonly http: Http;
  /** The files that the plan at this absolute path may name. */
  readonly filesOf: (plan: string) => DataFiles;
  readonly now: () => number;
}

/** Puts a question to its backend; rejects with a SourceError. */
export async function askBackend(means: Means, question: Question, signal: AbortSignal): Promise<Result> {
  const { source } = question;
  const backend = backendFor(means, source);
  const context = contextOf(means, question.file, signal);
  if (question.kind === 'series') return backend.series(source, question.request(context.now), context);
  if (question.kind === 'drift') {
    if (!backend.drift) throw unsupported(source, 'knows no drift');
    return backend.drift(source, question.request(context.now), context);
  }
  if (!backend.registry) throw unsupported(source, 'is no model registry');
  return backend.registry(source, question.model, context);
}

export function backendFor({ backendOf }: Means, source: Source): Backend {
  const backend = backendOf(source.type);
  if (!backend) throw unsupported(source, 'is of a kind this version does not read');
  return backend;
}

export const contextOf = ({ http, filesOf, now }: Means, file: string, signal: AbortSignal): BackendContext => ({
  http,
  files: filesOf(file),
  signal,
  now: now(),
});

const unsupported = ({ name, type }: Source, why: string): SourceError =>
  new SourceError('unsupported', `The data source "${name}" (type ${type}) ${why}. Name another source here.`);
