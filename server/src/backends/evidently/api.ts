import { answerOf } from '../answer.ts';
import type { BackendContext, Source } from '../backend.ts';
import { checkedUrl } from '../origin.ts';
import { plainText } from '../plain-text.ts';
import { asList, asRecord, asText, type RawRecord } from '../raw.ts';
import { SourceError } from '../source-error.ts';

const TIMEOUT = 30_000;
const MAX_BYTES = 32_000_000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface Project {
  readonly id: string;
  readonly name: string;
}

/** Requests to the service of `evidently ui`, or to what answers like it. */
export class EvidentlyApi {
  readonly who: string;
  private readonly source: Source;
  private readonly context: BackendContext;

  constructor(source: Source, context: BackendContext) {
    this.source = source;
    this.context = context;
    this.who = `Evidently at ${baseUrl(source).origin}`;
  }

  get(path: string, params: Readonly<Record<string, string>> = {}): Promise<unknown> {
    return this.ask(path, params, undefined);
  }

  /** A POST that only reads. */
  query(path: string, params: Readonly<Record<string, string>>, body: unknown): Promise<unknown> {
    return this.ask(path, params, JSON.stringify(body));
  }

  /** The project that the plan names by its name or id; the only one where it names none. */
  async project(): Promise<Project> {
    const asked = this.source.project;
    if (asked !== undefined && UUID.test(asked)) return { id: asked, name: asked };
    const all = (asList(await this.get('projects/')) ?? []).map(asRecord);
    const projects = all.flatMap((one): Project[] => {
      const id = asText(one?.['id']);
      return id !== undefined && UUID.test(id) ? [{ id, name: asText(one?.['name']) ?? id }] : [];
    });
    const fits = asked === undefined ? projects : projects.filter(({ name }) => name === asked);
    const [project] = fits;
    if (project && fits.length === 1) return project;
    const has = projects.length === 0 ? 'no project yet' : `the projects ${listed(projects)}`;
    const problem =
      asked === undefined || projects.length === 0
        ? `has ${has}`
        : `has ${fits.length} projects named "${plainText(asked, 60)}"; it has ${has}`;
    throw new SourceError(
      'not-found',
      `${this.who} ${problem}. Set project of the data source to a name or id it has.`,
    );
  }

  private async ask(
    path: string,
    params: Readonly<Record<string, string>>,
    body: string | undefined,
  ): Promise<unknown> {
    const url = baseUrl(this.source);
    url.pathname += `api/${path}`;
    for (const [name, value] of Object.entries(params)) url.searchParams.append(name, value);
    const response = await this.context.http(
      {
        source: this.source.name,
        url: url.href,
        method: body === undefined ? 'GET' : 'POST',
        ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body }),
        timeoutMs: TIMEOUT,
        maxBytes: MAX_BYTES,
      },
      this.context.signal,
    );
    return answerOf(response, {
      who: this.who,
      now: this.context.now,
      bareNumbers: true,
      explain: (json, status) => explained(this.who, asRecord(json), status),
    });
  }
}

const listed = (projects: readonly Project[]): string =>
  projects
    .slice(0, 5)
    .map(({ name }) => plainText(name, 40))
    .join(', ');

/** The service tells of a missing project in `detail`. */
function explained(who: string, json: RawRecord | undefined, status: number): SourceError | undefined {
  const detail = plainText(asText(json?.['detail']) ?? '', 100);
  if (detail === '' || status !== 404 || !/project/i.test(detail)) return undefined;
  return new SourceError('not-found', `${who} says: ${detail}. Set project of the data source to a name or id it has.`);
}

/** Ends with "/". Some copy the address of a page or of a request. */
export function baseUrl(source: Source): URL {
  if (source.url === undefined || source.url.trim() === '') {
    throw new SourceError(
      'unsupported',
      `The data source "${plainText(source.name, 60)}" has neither url nor path. Add one to the plan.`,
    );
  }
  const url = checkedUrl(source.url.trim());
  url.pathname = `${url.pathname.replace(/\/(?:projects|api)(?:\/.*)?$/, '').replace(/\/+$/, '')}/`;
  url.hash = '';
  return url;
}
