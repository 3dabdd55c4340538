import type { Backend, BackendContext, LoadedRule, Source } from '../../backends/backend.ts';
import type { DataFiles } from '../../backends/files.ts';
import type { Http } from '../../backends/http.ts';
import { plainText } from '../../backends/plain-text.ts';
import { SourceError } from '../../backends/source-error.ts';
import type { LoadedAlert } from '../../core/decay/answers.ts';
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
  if (question.kind === 'rules') {
    if (!backend.rules) throw unsupported(source, 'knows no alert rules');
    return { rules: (await backend.rules(source, context).catch(ofRulesAlone)).map(keptOf) };
  }
  if (!backend.registry) throw unsupported(source, 'is no model registry');
  return backend.registry(source, question.model, context);
}

/** Some may ask queries and not read rules: the source itself is then not in trouble, and is not to be left alone. */
function ofRulesAlone(error: unknown): never {
  if (!(error instanceof SourceError) || error.reason !== 'forbidden') throw error;
  throw new SourceError('unsupported', error.message);
}

/** An expression longer than that is compared with nothing. */
const MAX_QUERY = 5_000;

/** Without what nobody compares and what changes at each evaluation, so that an answer is kept small; fit to be shown. */
function keptOf({ annotations: _annotations, state: _state, ...rule }: LoadedRule): LoadedAlert {
  const labels = Object.entries(rule.labels).map(([key, value]) => [plainText(key, 80), plainText(value, 80)]);
  return {
    ...rule,
    name: plainText(rule.name, 120),
    group: plainText(rule.group, 120),
    query: rule.query.length > MAX_QUERY ? '' : rule.query,
    labels: Object.fromEntries(labels.slice(0, 50)) as Record<string, string>,
  };
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
