import { answerOf } from '../answer.ts';
import type { BackendContext, Source } from '../backend.ts';
import type { HttpRequest } from '../http.ts';
import { SourceError } from '../source-error.ts';
import { readPage, type Page } from './contract.ts';
import { explain, NoSuchResource, refusedHost } from './explain.ts';
import type { Limits } from './limits.ts';
import { baseOf } from './request.ts';

export const whoOf = (source: Source): string => `MLflow at ${baseOf(source)}`;

/** The JSON MLflow answers with. */
export async function ask(
  source: Source,
  request: HttpRequest,
  { http, now, signal }: BackendContext,
): Promise<unknown> {
  const who = whoOf(source);
  const response = await http(request, signal);
  const refused = refusedHost(who, response.status, response.body);
  if (refused) throw refused;
  return answerOf(response, { who, now, explain: (json) => explain(who, json) });
}

/** What `answer` resolves with; undefined when MLflow has no such thing. */
export async function ifThere<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NoSuchResource) return undefined;
    throw error;
  }
}

/** One page; where the answer would be too large, a smaller one. */
export type AskPage = (token: string | undefined, size: number) => Promise<unknown>;

/** The entries of all pages, at most `most`, and whether there are more. */
export async function askPages<T>(
  key: string,
  read: (entry: unknown) => T,
  page: AskPage,
  most: number,
  size: number,
  { pages }: Pick<Limits, 'pages'>,
): Promise<{ readonly items: readonly T[]; readonly more: boolean }> {
  const items: T[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  let pageSize = size;
  for (let asked = 0; asked < pages; asked++) {
    let answer: Page<T>;
    try {
      answer = readPage(await page(token, Math.min(pageSize, most - items.length)), key, read);
    } catch (error) {
      // Runs carry their parameters and tags: some are megabytes large.
      if (!(error instanceof SourceError) || error.reason !== 'too-large' || pageSize <= 5) throw error;
      pageSize = Math.ceil(pageSize / 5);
      continue;
    }
    // A server that ignores the size would otherwise have its way.
    for (const item of answer.items.slice(0, most - items.length)) items.push(item);
    token = answer.next;
    if (token === undefined) return { items, more: false };
    if (items.length >= most) return { items, more: true };
    if (seen.has(token))
      throw new SourceError('bad-answer', 'MLflow gives the same page again and again. Ask who runs it.');
    seen.add(token);
  }
  return { items, more: true };
}
