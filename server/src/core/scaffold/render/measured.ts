import type { DriftColumn, Indicator, Plan } from '../../plan/plan.ts';
import { parseDuration } from '../../schema/formats.ts';
import { isQuery, offsetBy, selector } from './promql.ts';

/** How Prometheus gives a value that a plan watches. */
export interface Measured {
  readonly query: string;
  /** When the value was measured, in seconds since 1970; undefined where the query's own time tells that. */
  readonly timestamp?: string;
}

/** Why something of a plan is left out. */
export interface Left {
  readonly message: string;
}

/** As `decay --format prometheus` names values of other data sources for Prometheus. */
export const EXPORTED = { indicator: 'production_first_indicator', drift: 'production_first_drift_score' } as const;
export const TIMESTAMP_SUFFIX = '_timestamp_seconds';

/** The query of a value that Prometheus itself has. */
export function queryOf(plan: Plan, watched: Indicator | DriftColumn): Measured | Left {
  const { section, name } = watched;
  const query = section.text('query');
  if (sourceType(plan, section.text('source')) !== 'prometheus')
    return { message: `the values of ${name} are not in Prometheus. Export them there, or let another system alert.` };
  if (query === undefined) return { message: `${name} has no query.` };
  if (!isQuery(query)) return { message: `the query of ${name} is no PromQL.` };
  return { query };
}

/**
 * The query of a value that Prometheus has, or gets from the exporter. Values younger than their labels are not looked at:
 * the exporter leaves them out, and a query is moved back by that time.
 * @param name metadata.name of the plan
 */
export function measured(plan: Plan, name: string, watched: Indicator | DriftColumn): Measured | Left {
  if (!isExported(plan, watched)) {
    const own = queryOf(plan, watched);
    const delay = 'labelDelay' in watched ? watched.labelDelay : undefined;
    return 'query' in own && delay ? { query: offsetBy(own.query, delay) } : own;
  }
  const keeps = plan.spec.section('monitoring')?.text('staleAfter');
  if (keeps === undefined || parseDuration(keeps) === undefined)
    return {
      message: `${watched.name} comes as seldom as its source has it: say how long a value counts ("monitoring.staleAfter").`,
    };
  const [metric, labels] =
    'role' in watched
      ? [EXPORTED.indicator, { production_plan: name, indicator: watched.name }]
      : [EXPORTED.drift, { production_plan: name, column: watched.name, method: watched.method ?? '' }];
  const select = (suffix: string): string => `last_over_time(${selector(metric + suffix, labels)}[${keeps}])`;
  return { query: select(''), timestamp: select(TIMESTAMP_SUFFIX) };
}

/** Whether the value comes from a data source other than Prometheus, so that it has to be exported to it. */
export function isExported(plan: Plan, { section }: Indicator | DriftColumn): boolean {
  const type = sourceType(plan, section.text('source'));
  return type !== undefined && type !== 'prometheus';
}

const sourceType = (plan: Plan, name: string | undefined): string | undefined =>
  name === undefined
    ? undefined
    : plan.spec
        .sections('dataSources')
        .find((source) => source.text('name') === name)
        ?.text('type');
