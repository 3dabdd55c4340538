import { createServer, type Server } from 'node:http';
import type { Replay, Week } from './replay.ts';

/** Metrics the demonstration shows from Prometheus; the others come from MLflow. */
export const EXPORTED = ['flights_scored', 'weather_missing'] as const;

const SCRAPE_MS = 15_000;
const MODEL = 'late-arrival';

/** Samples of one moment in the text format; `time` in seconds for OpenMetrics, none for a scrape. */
function samples(week: Week, time = ''): Map<string, string[]> {
  const families = new Map<string, string[]>();
  for (const name of EXPORTED) {
    const value = week.metrics.get(name);
    if (value !== undefined)
      families.set(`late_arrival_${name}`, [`late_arrival_${name}{model="${MODEL}"} ${value}${time}`]);
  }
  const drift = [...week.drift].map(
    ([column, psi]) => `late_arrival_psi{model="${MODEL}",column="${column}"} ${psi}${time}`,
  );
  families.set('late_arrival_psi', drift);
  return families;
}

/** Serves the current week's values to Prometheus, on a free port of 127.0.0.1. */
export function startExporter(replay: Replay): Promise<Server> {
  const server = createServer((_request, response) => {
    const week = replay.at(Date.now());
    const families = week ? [...samples(week)] : [];
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end(families.map(([name, lines]) => `# TYPE ${name} gauge\n${lines.join('\n')}\n`).join(''));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

/** The past weeks as if they had been scraped: OpenMetrics for `promtool tsdb create-blocks-from openmetrics`. */
export function pastScrapes(replay: Replay, now: number): string {
  const families = new Map<string, string[]>();
  for (const [end, week] of replay.until(now)) {
    for (let time = end; time < Math.min(end + replay.weekMs, now); time += SCRAPE_MS) {
      for (const [name, lines] of samples(week, ` ${(time / 1000).toFixed(3)}`)) {
        families.set(name, [...(families.get(name) ?? []), ...lines]);
      }
    }
  }
  const text = [...families].map(([name, lines]) => `# TYPE ${name} gauge\n${inSeries(lines).join('\n')}\n`);
  return `${text.join('')}# EOF\n`;
}

/** OpenMetrics wants the samples of a series together. */
function inSeries(lines: readonly string[]): string[] {
  const series = Map.groupBy(lines, (line) => line.slice(0, line.indexOf('}') + 1));
  return [...series.values()].flat();
}
