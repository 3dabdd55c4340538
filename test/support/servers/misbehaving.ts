import { once as eventOf } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Owner } from '../lsp/client.ts';

export interface ReceivedRequest {
  readonly method: string;
  /** Path and query, without the behaviour in front. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface OwnAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is when a string, else as JSON. */
  readonly body: unknown;
}

export interface MisbehavingServer {
  readonly origin: string;
  /** The base URL under which everything misbehaves like this. */
  readonly at: (behaviour: Behaviour | (string & {})) => string;
  readonly requests: readonly ReceivedRequest[];
  /** Bytes handed to the network so far. */
  readonly sent: () => number;
  /** Answers that are not at their end, and have somebody waiting. */
  readonly open: () => number;
}

type Answer = (request: ReceivedRequest, response: ServerResponse, server: Running) => void | Promise<void>;

interface Running {
  sent: number;
  open: number;
  readonly elsewhere: string;
}

const json = (response: ServerResponse, text: string, status = 200): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(text);
const page = (response: ServerResponse, text: string, status = 200): void =>
  void response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(text);

/** Writes until the reader has gone, waiting whenever the network is full: nothing is kept in memory. */
async function pour(response: ServerResponse, chunk: Uint8Array, times: number, server: Running): Promise<void> {
  for (let count = 0; count < times && !response.destroyed; count++) {
    server.sent += chunk.byteLength;
    if (response.write(chunk)) continue;
    const waiting = new AbortController();
    await Promise.race(['drain', 'close'].map((event) => once(response, event, waiting))).finally(() =>
      waiting.abort(),
    );
  }
  response.end();
}

const once = (response: ServerResponse, event: string, { signal }: AbortController): Promise<unknown> =>
  eventOf(response, event, { signal }).catch(() => undefined);

const ZEROS = gzipSync(Buffer.alloc(10_000_000));

const BEHAVIOURS = {
  'unauthorised-text': (_request, response) => void response.writeHead(401).end('Unauthorized\n'),
  forbidden: (_request, response) => json(response, '{"message": "no"}', 403),
  'rate-limited': (_request, response) => void response.writeHead(429, { 'retry-after': '17' }).end('slow down'),
  'rate-limited-until': (_request, response) => {
    const date = new Date(Date.now() - 7_200_000);
    const until = new Date(date.getTime() + 90_000);
    response.writeHead(429, { date: date.toUTCString(), 'retry-after': until.toUTCString() }).end();
  },
  failing: (_request, response) => json(response, '{"error": "boom"}', 500),
  starting: (_request, response) => void response.writeHead(503).end('Service Unavailable'),
  hang: () => undefined,
  drip: async (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"data": "');
    for (let count = 0; count < 600 && !response.destroyed; count++) {
      response.write('x');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    response.end('"}');
  },
  huge: async (_request, response, server) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"data": "');
    await pour(response, Buffer.alloc(1_000_000, 'x'), 500, server);
  },
  'gzip-bomb': async (_request, response, server) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    // Members one after the other are one gzip stream: 20 GB unpacked.
    await pour(response, ZEROS, 2_000, server);
  },
  'bad-gzip': (_request, response) =>
    void response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end('{"a": 1}'),
  truncated: (_request, response) => json(response, '{"status":"success","data":{"resultType":"mat'),
  'broken-off': (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"status":"succ', () => response.destroy());
  },
  nan: (_request, response) => json(response, '{"status": "success", "data": NaN, "note": "NaN stays"}'),
  login: (_request, response) =>
    page(response, '<!doctype html><title>Sign in</title><form><input type="password" name="p"></form>'),
  'web-page': (_request, response) => page(response, '<!doctype html><title>Welcome</title><p>Nothing for programs.'),
  elsewhere: (_request, response, { elsewhere }) =>
    void response.writeHead(302, { location: `${elsewhere}/take?token=tempting` }).end(),
  moved: (request, response) => void response.writeHead(308, { location: `/echo${request.url}` }).end(),
  'see-other': (_request, response) => void response.writeHead(303, { location: '/login' }).end(),
  'round-and-round': (_request, response) => void response.writeHead(307, { location: '/round-and-round' }).end(),
  /** Says what it was sent, credential included. */
  echo: (request, response) => {
    response.setHeader('x-repeated', request.headers.authorization ?? '');
    response.setHeader('set-cookie', 'session=abc');
    json(response, JSON.stringify(request));
  },
  'endless-paging': (request, response) => {
    const token = `page-${Math.random()}`;
    const group = { name: token, file: 'f', interval: 60, rules: [] };
    const lists = ['runs', 'metrics', 'experiments', 'registered_models', 'model_versions'];
    json(
      response,
      JSON.stringify({
        status: 'success',
        data: { groups: [group], groupNextToken: token },
        ...Object.fromEntries(lists.map((list) => [list, []])),
        next_page_token: token,
        asked: request.url,
      }),
    );
  },
} satisfies Record<string, Answer>;

export type Behaviour = keyof typeof BEHAVIOURS;

/**
 * A server on loopback that answers badly, each in the way that the first part of the path names; ended after the test.
 * @param own further behaviours, such as a system's own shapes with wrong content
 * @param elsewhere where `elsewhere` redirects to
 */
export async function startMisbehaving(
  owner: Owner,
  own: Readonly<Record<string, (request: ReceivedRequest) => OwnAnswer>> = {},
  elsewhere = 'http://127.0.0.1:9',
): Promise<MisbehavingServer> {
  const running: Running = { sent: 0, open: 0, elsewhere };
  const requests: ReceivedRequest[] = [];
  const server = createServer((incoming, response) => {
    running.open++;
    response.once('close', () => running.open--);
    void receive(incoming).then(async (received) => {
      const [, behaviour = '', rest = ''] = /^\/([^/?]*)(.*)$/s.exec(received.url) ?? [];
      const request = { ...received, url: rest };
      requests.push(request);
      const answer = own[behaviour]?.(request);
      if (answer) respond(response, answer);
      else if (behaviour in BEHAVIOURS) await BEHAVIOURS[behaviour as Behaviour](request, response, running);
      else response.writeHead(404).end();
    });
  });
  const origin = await listen(owner, server);
  return {
    origin,
    at: (behaviour) => `${origin}/${behaviour}`,
    requests,
    sent: () => running.sent,
    open: () => running.open,
  };
}

function respond(response: ServerResponse, { status = 200, headers, body }: OwnAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function receive(incoming: IncomingMessage): Promise<ReceivedRequest> {
  let body = '';
  for await (const chunk of incoming) body += String(chunk);
  return { method: incoming.method ?? '', url: incoming.url ?? '', headers: incoming.headers, body };
}

/** Listens on a free port of loopback; closed after the test, with the connections that are still open. */
export async function listen(owner: Owner, server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  owner.after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
