import { asList, asRecord, asText, textEntries, type RawRecord } from '../raw.ts';
import { SourceError } from '../source-error.ts';

/** Shapes of the HTTP API v1, as far as they are used (https://prometheus.io/docs/prometheus/latest/querying/api/). */

export type Labels = Readonly<Record<string, string>>;

/** Unix seconds, and a number as text: "NaN", "+Inf" and "-Inf" included. Either may be something else. */
export type RawValue = readonly [time: unknown, value: unknown];

export interface RawSeries {
  readonly labels: Labels;
  readonly values: readonly RawValue[];
  /** How many of its values are native histograms. */
  readonly histograms: number;
}

/** What a query gives: a matrix or a vector as series, a scalar as one without labels, a string as none. */
export interface QueryData {
  readonly series: readonly RawSeries[];
  readonly isText: boolean;
}

export interface Envelope {
  readonly data: unknown;
  /** Warnings and infos: the server's words. */
  readonly warnings: readonly string[];
}

export interface RulesPage {
  readonly groups: readonly {
    readonly name: string;
    readonly interval: unknown;
    readonly rules: readonly RawRecord[];
  }[];
  /** Of the next page, where there is one. */
  readonly token: string | undefined;
}

const odd = (what: string): SourceError =>
  new SourceError(
    'bad-answer',
    `The answer has no ${what}, as that of Prometheus would. Check that the url in the plan leads to a Prometheus-compatible API.`,
  );

/** Of an answer with "success"; undefined for one with "error". */
export function readEnvelope(json: unknown): Envelope | undefined {
  const record = asRecord(json);
  if (record?.['status'] === 'error') return undefined;
  if (record?.['status'] !== 'success') throw odd('status');
  const texts = [record['warnings'], record['infos']].flatMap((list) => asList(list) ?? []);
  return { data: record['data'], warnings: texts.filter((text) => typeof text === 'string').slice(0, 20) };
}

export function readQuery(data: unknown): QueryData {
  const { resultType, result } = asRecord(data) ?? {};
  const list = asList(result);
  if (!list) throw odd('result');
  if (resultType === 'string') return { series: [], isText: true };
  if (resultType === 'scalar') return { series: [{ labels: {}, values: [pair(list)], histograms: 0 }], isText: false };
  if (resultType !== 'matrix' && resultType !== 'vector') throw odd('known type of result');
  return { series: list.map(readSeries), isText: false };
}

function readSeries(item: unknown): RawSeries {
  const record = asRecord(item);
  if (!record) throw odd('series');
  const { value, values, histogram, histograms } = record;
  // A series of native histograms alone has no "values" at all.
  return {
    labels: textEntries(record['metric']),
    values: (asList(values) ?? (value === undefined ? [] : [value])).map((entry) => pair(asList(entry) ?? [])),
    histograms: asList(histograms)?.length ?? (histogram === undefined ? 0 : 1),
  };
}

const pair = (list: readonly unknown[]): RawValue => [list[0], list[1]];

export function readRulesPage(data: unknown): RulesPage {
  const record = asRecord(data);
  const groups = asList(record?.['groups']);
  if (!groups) throw odd('groups of rules');
  return {
    groups: groups.map((item) => {
      const group = asRecord(item);
      const rules = (asList(group?.['rules']) ?? []).map(asRecord).filter((rule) => rule !== undefined);
      return { name: asText(group?.['name']) ?? '', interval: group?.['interval'], rules };
    }),
    token: asText(record?.['groupNextToken']) || undefined,
  };
}

export function readNames(data: unknown): string[] {
  const list = asList(data);
  if (!list) throw odd('list of names');
  return list.filter((name) => typeof name === 'string');
}
