import { plainText } from '../plain-text.ts';
import { SourceError } from '../source-error.ts';
import type { MetricSeries, Params } from './contract.ts';
import { parseCall } from './params.ts';

/** What tells numbers apart for a person; other parameters are named only where they are needed. */
const TELLING = ['column', 'label'];

/**
 * The name that a plan gives a number: its type, parameters in parentheses, and behind a dot which of its values:
 * `Accuracy`, `MeanValue(column=age)`, `DriftedColumnsCount.share`, `UniqueValueCount(column=plan,label=a).count`.
 * @param among names of the same type are made so long that they differ
 */
export function nameOf({ type, params }: MetricSeries, among: readonly MetricSeries[]): string {
  const isLike = (other: MetricSeries, names: readonly string[]): boolean =>
    other.type === type && [...names, 'value_type'].every((name) => other.params.get(name) === params.get(name));
  const names = TELLING.filter((name) => params.has(name));
  for (const name of params.keys()) {
    const others = among.filter((other) => isLike(other, names));
    if (names.includes(name) || name === 'value_type') continue;
    if (others.some((other) => other.params.get(name) !== params.get(name))) names.push(name);
  }
  return written(type, params, names);
}

function written(type: string, params: Params, names: readonly string[]): string {
  const inner = names.map((name) => `${name}=${params.get(name) ?? ''}`).join(',');
  const part = params.get('value_type');
  return `${type}${inner === '' ? '' : `(${inner})`}${part === undefined ? '' : `.${part}`}`;
}

/** The series a plan's metric names, and what must be said of the choice; throws where it names none, or several at once. */
export function pickSeries(
  metric: string,
  all: readonly MetricSeries[],
  source: string,
): { readonly series: MetricSeries; readonly note?: string } {
  const match = /^(.*?)(?:\.(count|share|mean|std))?$/s.exec(metric.trim());
  const call = parseCall(match?.[1] ?? '');
  const part = match?.[2];
  const fits = all.filter(({ type, params }) => {
    if (type !== call?.type || params.get('value_type') !== part) return false;
    return [...call.params].every(([name, value]) => isSame(params.get(name), value));
  });
  const newest = fits.toSorted((a, b) => endOf(b) - endOf(a));
  const [first, ...others] = newest;
  if (!first) throw unknown(metric, call?.type, all, source);
  const times = new Set(first.samples.map(({ time }) => time));
  if (others.some(({ samples }) => samples.some(({ time }) => times.has(time)))) {
    const names = fits.slice(0, 4).map((one) => plainText(nameOf(one, all), 80));
    throw new SourceError(
      'bad-query',
      `"${plainText(metric, 80)}" names ${fits.length} numbers of "${plainText(source, 60)}". Write one of: ${names.join('; ')}.`,
    );
  }
  if (others.length === 0) return { series: first };
  const since = new Date(first.samples[0]?.time ?? 0).toISOString().slice(0, 10);
  return { series: first, note: `computed in another way before ${since}: earlier values are not shown` };
}

function unknown(metric: string, type: string | undefined, all: readonly MetricSeries[], source: string): SourceError {
  const similar = all.filter((one) => one.type === type);
  const names = (similar.length > 0 ? similar : all).slice(0, 4).map((one) => plainText(nameOf(one, all), 80));
  const has = names.length > 0 ? ` It has ${names.join('; ')}${all.length > names.length ? ' …' : ''}.` : '';
  return new SourceError(
    'not-found',
    `The reports of "${plainText(source, 60)}" have no number "${plainText(metric, 80)}".${has} Correct metric, or add it to the report.`,
  );
}

/** True and true, 0.5 and 0.50 are the same. */
const isSame = (has: string | undefined, asked: string): boolean =>
  has !== undefined && (has.toLowerCase() === asked.toLowerCase() || (asked !== '' && Number(has) === Number(asked)));

const endOf = ({ samples }: MetricSeries): number => samples.at(-1)?.time ?? -Infinity;
