import type { Run, Runs } from './tracking.ts';
import { shown } from './experiments.ts';

/** Some names of the metrics that runs have logged, as a note. */
export function metricsNote(metric: string, { runs }: Runs): string {
  const names = metricNames(runs);
  const has = names.length === 0 ? 'they have logged nothing' : `they have ${names.slice(0, 6).map(shown).join(', ')}`;
  return runs.length === 0
    ? `The experiment has no runs; ${shown(metric)} was looked for.`
    : `No run has logged ${shown(metric)}; ${has}.`;
}

/** In the alphabet's order. */
export const metricNames = (runs: readonly Run[]): string[] =>
  [...new Set(runs.flatMap(({ latest }) => [...latest.keys()]))].sort();

export const olderRunsNote = ({ runs }: Runs): string =>
  `Only the newest ${runs.length} runs are read. Log the values of one job to one run to have all.`;

export const notFiniteNote = (count: number, metric: string): string =>
  `Left out of ${shown(metric)}, being NaN or infinite: ${count}.`;

export function otherVersionsNote(left: readonly string[], version: string): string {
  const names = [...new Set(left)].slice(0, 5).map((name) => name.slice(0, 20));
  return `Runs left out, being of other versions (${names.join(', ')}): ${left.length}. Version ${version.slice(0, 20)} counts.`;
}
