import { createServer } from 'node:http';
import type { Owner } from '../lsp/client.ts';
import { listen } from '../servers/misbehaving.ts';

export interface Exporter {
  /** host:port, as Prometheus names targets. */
  readonly target: string;
  /** What the next scrape finds, in the text format of Prometheus. */
  readonly expose: (metrics: string) => void;
  readonly scrapes: () => number;
}

/** Serves metrics for a Prometheus to scrape; ended after the test. */
export async function startExporter(owner: Owner, metrics = ''): Promise<Exporter> {
  let [text, scrapes] = [metrics, 0];
  const origin = await listen(
    owner,
    createServer((_request, response) => {
      scrapes++;
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(text);
    }),
  );
  return { target: new URL(origin).host, expose: (next) => (text = next), scrapes: () => scrapes };
}
