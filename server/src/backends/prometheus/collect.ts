import type { Marker, Sample } from '../../core/decay/series.ts';
import { plainText } from '../plain-text.ts';
import { SourceError } from '../source-error.ts';
import type { Labels, QueryData, RawSeries } from './contract.ts';
import { readValues } from './numbers.ts';
import { MAX_SERIES } from './request.ts';

/** Label by which series of several versions of a model are told apart. */
const VERSION = 'model_version';

export interface Range {
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  /** Of the model: only its series count, where series say their version. */
  readonly version?: string;
}

export interface Collected {
  readonly samples: readonly Sample[];
  readonly notes: readonly string[];
  readonly markers: readonly Marker[];
}

/** The one series an indicator needs, from what a query gives; throws where it gives several, or no numbers. */
export function collect(data: QueryData, range: Range): Collected {
  if (data.isText)
    throw new SourceError('bad-query', 'The query gives a text, not numbers. Correct the query in the plan.');
  const series = data.series.filter(({ values, histograms }) => values.length > 0 || histograms > 0);
  const versions = series.flatMap(({ labels }) => labels[VERSION] ?? []);
  const chosen = range.version !== undefined && versions.length === series.length && versions.length > 0;
  const counted = chosen ? series.filter(({ labels }) => labels[VERSION] === range.version) : series;
  if (chosen && counted.length === 0) {
    const others = [...new Set(versions)].slice(0, 5).map((version) => plainText(version, 20));
    const note = `The query gives nothing of version ${plainText(range.version, 20)}, only of ${others.join(', ')}.`;
    return { samples: [], notes: [note], markers: [] };
  }
  for (const one of counted)
    if (one.values.length === 0)
      throw new SourceError(
        'bad-query',
        'The query gives native histograms, which are no single numbers. Take one from them, as with histogram_quantile(0.95, …) or histogram_avg(…).',
      );
  const differing = differingLabels(counted);
  if (counted.length > 1 && differing.join() !== VERSION) throw severalSeries(counted, differing);
  return join(counted, range);
}

/** The series of each version up to where the next one begins. */
function join(series: readonly RawSeries[], { from, to }: Range): Collected {
  const read = series.map(({ labels, values, histograms }) => ({
    version: labels[VERSION] ?? '',
    ...readValues(values, from, to),
    histograms,
  }));
  const parts = read
    .filter(({ samples }) => samples.length > 0)
    .sort((a, b) => (a.samples[0]?.time ?? 0) - (b.samples[0]?.time ?? 0));
  const starts = parts.map(({ samples }) => samples[0]?.time ?? 0);
  const mixed = read.some(({ histograms }) => histograms > 0)
    ? ['Some values are native histograms, which are no single numbers: left out.']
    : [];
  return {
    samples: parts.flatMap(({ samples }, index) =>
      samples.filter(({ time }) => time < (starts[index + 1] ?? Infinity)),
    ),
    notes: [...read.flatMap(({ notes }) => notes), ...mixed],
    markers: parts
      .map(({ version }, index): Marker => ({
        time: starts[index] ?? 0,
        kind: 'deployed',
        label: `version ${plainText(version, 40)}`,
      }))
      .slice(1),
  };
}

/** Labels that not all series have with the same value; the name last, because choosing by it is rarely meant. */
function differingLabels(series: readonly RawSeries[]): string[] {
  const names = new Set(series.flatMap(({ labels }) => Object.keys(labels)));
  const valueOf = (labels: Labels, name: string): string | undefined =>
    Object.hasOwn(labels, name) ? labels[name] : undefined;
  const first = series[0]?.labels ?? {};
  return [...names]
    .filter((name) => series.some(({ labels }) => valueOf(labels, name) !== valueOf(first, name)))
    .sort((a, b) => Number(a === '__name__') - Number(b === '__name__') || (a < b ? -1 : 1));
}

function severalSeries(series: readonly RawSeries[], differing: readonly string[]): SourceError {
  const count = series.length >= MAX_SERIES ? `${MAX_SERIES} or more` : String(series.length);
  const [name = ''] = differing;
  const label = plainText(name, 40);
  const examples = [...new Set(series.map(({ labels }) => plainText(labels[name] ?? '', 30)))].slice(0, 3);
  const names = differing.slice(0, 4).map((other) => plainText(other, 40));
  const labels = `${names.join(', ')}${differing.length > names.length ? ' …' : ''}`;
  return new SourceError(
    'bad-query',
    `The query gives ${count} series, but an indicator is one. They differ in ${labels} (${examples.join(', ')}${series.length > examples.length ? ' …' : ''}). Aggregate them, as with avg(…) or sum(…), or choose one, as with {${label}="${examples[0] ?? ''}"}.`,
  );
}
