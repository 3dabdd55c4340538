import type { Answer, PlanAnswers } from '../../server/src/core/decay/answers.ts';
import { assess, type Assessment } from '../../server/src/core/decay/assess.ts';
import { methodOf } from '../../server/src/core/decay/drift/methods.ts';
import { livePlanOf } from '../../server/src/core/decay/plan-live.ts';
import type { DriftSeries } from '../../server/src/core/decay/series.ts';
import type { Node } from '../../server/src/core/document/node.ts';
import { analysePlan } from '../../server/src/main/live/analyse-plan.ts';
import { readLoaded } from './loaded.ts';

interface Row {
  readonly time: number;
  readonly metric: string;
  readonly column: string;
  readonly value: number;
}

/**
 * How the model of a plan stands when its data sources answer as `answer` says.
 * @param answer CSV with a header of timestamp, metric, value and perhaps column, where an indicator of Prometheus is named as in
 * the plan; or `reason: message`, a failure of each question
 * @param loaded YAML of what else is read: `groups` as in a file of Prometheus rules, `versions` of the model in its registry
 */
export function assessed(root: Node | undefined, answer: string, now: number, loaded = ''): Assessment {
  const plan = livePlanOf(root);
  const failed = /^([a-z-]+): (.+)$/.exec(answer.trim());
  const failure = failed ? { reason: failed[1] ?? '', message: failed[2] ?? '' } : undefined;
  const rows = failure ? [] : rowsOf(answer);
  const told = <R>(result: R): Answer<R> => (failure ? { failure } : { result, fetchedAt: now });
  const series = plan.indicators.map(({ name, metric = name }) => {
    const samples = rows
      .filter((row) => row.column === '' && row.metric === metric)
      .map(({ time, value }) => ({ time, value }));
    return told({ samples, notes: [], markers: [] });
  });
  const drift = plan.columns.flatMap(({ column, method }): DriftSeries[] => {
    const samples = rows
      .filter((row) => row.column === column && row.metric === method)
      .map(({ time, value }) => ({ time, score: value }));
    const { id = method, label = method, direction } = methodOf(method) ?? {};
    if (samples.length === 0) return [];
    return [{ column, method: id, methodLabel: label, ...(direction && { direction }), samples }];
  });
  const bySource = new Map(plan.columns.map(({ source }) => [source, told({ series: drift, notes: [] })] as const));
  const { rules, versions } = readLoaded(loaded, now);
  const servers = plan.sources.filter(({ type }) => type === 'prometheus');
  const answers: PlanAnswers = {
    series,
    drift: bySource,
    ...(rules && { rules: new Map(servers.map(({ name }) => [name, told({ rules })])) }),
    ...(versions && { registry: told({ versions }) }),
  };
  return assess(plan, answers, { now, isLookBack: false, analyse: analysePlan });
}

function rowsOf(csv: string): Row[] {
  const [head = '', ...lines] = csv.trim().split('\n');
  const names = head.split(',');
  return lines.map((line) => {
    const fields = line.split(',');
    const field = (name: string): string => fields[names.indexOf(name)] ?? '';
    return {
      time: Date.parse(`${field('timestamp')}T00:00:00Z`),
      metric: field('metric'),
      column: field('column'),
      value: Number(field('value')),
    };
  });
}
