import { asList, asRecord, asText, type RawRecord } from '../raw.ts';
import type { Params, Point, Snapshot } from './contract.ts';
import { readLegacy } from './legacy.ts';
import { paramsOf, parseCall, shortType } from './params.ts';
import { parseTime } from './time.ts';

/** Numbers of one report. */
const MAX_POINTS = 20_000;

/** What a report says, in any of the shapes it has had; undefined for JSON that is none. */
export function readReport(json: unknown): Snapshot | undefined {
  const report = asRecord(json);
  if (!report) return undefined;
  const results = asRecord(report['metric_results']);
  const metrics = asList(report['metrics']);
  const time = parseTime(report['timestamp']);
  const version = asText(asRecord(report['metadata'])?.['model_version']);
  const points = results
    ? Object.values(results).flatMap(ofResult)
    : metrics?.some((metric) => asText(asRecord(metric)?.['metric']) !== undefined)
      ? readLegacy(metrics)
      : metrics && ofMetrics(metrics, verdictsOf(report['tests']));
  return (
    points && {
      points: points.slice(0, MAX_POINTS),
      ...(time !== undefined && { time }),
      ...(version !== undefined && { version }),
    }
  );
}

/** From 0.7.16 on `config` says everything; before, only the name of a metric does, and the text of a test its method. */
function ofMetrics(metrics: readonly unknown[], tests: ReadonlyMap<string, Test>): Point[] {
  return metrics.flatMap((one): Point[] => {
    const metric = asRecord(one);
    if (!metric) return [];
    const config = asRecord(metric['config']);
    const called = parseCall(asText(metric['metric_name']) ?? asText(metric['metric_id']) ?? '');
    const type = config ? shortType(asText(config['type']) ?? '') : called?.type;
    if (!type) return [];
    const test = tests.get(asText(metric['id']) ?? '');
    const params = new Map([...(test?.params ?? []), ...(config ? paramsOf(config) : (called?.params ?? []))]);
    return ofValue(type, params, metric['value'], test?.drifted);
  });
}

/** One number, or an object of numbers by count and share, mean and standard deviation, or label. */
function ofValue(type: string, params: Params, value: unknown, drifted: boolean | undefined): Point[] {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? [{ type, params, value, ...(drifted !== undefined && { drifted }) }] : [];
  }
  return Object.entries(asRecord(value) ?? {}).flatMap(([name, part]): Point[] => {
    if (typeof part === 'number') {
      const key = ['count', 'share', 'mean', 'std'].includes(name) ? 'value_type' : 'label';
      return ofValue(type, new Map([...params, [key, name]]), part, undefined);
    }
    const valueType = { counts: 'count', shares: 'share' }[name];
    if (valueType === undefined) return [];
    return Object.entries(asRecord(part) ?? {}).flatMap(([label, number]) =>
      typeof number === 'number'
        ? ofValue(type, new Map([...params, ['label', label], ['value_type', valueType]]), number, undefined)
        : [],
    );
  });
}

/** A result of a full snapshot: each number says its metric and its part of it. */
function ofResult(one: unknown): Point[] {
  const result = asRecord(one);
  if (!result) return [];
  if (typeof result['value'] === 'number') {
    const place = asRecord(result['metric_value_location']);
    const config = asRecord(asRecord(place?.['metric'])?.['params']);
    const type = shortType(asText(config?.['type']) ?? '');
    if (type === '') return [];
    const [test] = [...verdictsOf(result['tests']).values()];
    const params = new Map([...(test?.params ?? []), ...paramsOf(config, labelText(asRecord(place?.['param'])))]);
    return ofValue(type, params, result['value'], test?.drifted);
  }
  const parts = ['count', 'share', 'mean', 'std'].map((name) => result[name]);
  const byLabel = ['values', 'counts', 'shares'].flatMap((name) => Object.values(asRecord(result[name]) ?? {}));
  return [...parts, ...byLabel].flatMap((part) => (asRecord(part)?.['metric_value_location'] ? ofResult(part) : []));
}

/** A label may be a number or a flag in a snapshot; a report has it as the name of a field. */
const labelText = (param: RawRecord | undefined): RawRecord =>
  param && 'label' in param ? { ...param, label: String(param['label']) } : (param ?? {});

interface Test {
  readonly drifted?: boolean;
  /** Method and threshold that its text names, rounded: all that reports before 0.7.16 say of them. */
  readonly params: Params;
}

/** Tests of drift by the id of their metric. */
function verdictsOf(tests: unknown): Map<string, Test> {
  const verdicts = new Map<string, Test>();
  for (const test of (asList(tests) ?? []).map(asRecord)) {
    const id = asText(asRecord(test?.['metric_config'])?.['metric_id']);
    if (test?.['id'] !== 'drift' || id === undefined) continue;
    const text = asText(test['description'])?.slice(0, 500) ?? '';
    const said = /drift detection method is (.+)\. The drift threshold is (\d+(?:\.\d+)?)/.exec(text);
    const params = said ? [['method', said[1] ?? ''] as const, ['threshold', String(Number(said[2]))] as const] : [];
    const isKnown = test['status'] === 'FAIL' || test['status'] === 'SUCCESS';
    verdicts.set(id, { params: new Map(params), ...(isKnown && { drifted: test['status'] === 'FAIL' }) });
  }
  return verdicts;
}
