import type { Series } from '../panel/contract.ts';
import type { Failure } from './answers.ts';
import type { DataSource, DriftColumn, Indicator } from './plan-indicators.ts';

/** Nothing to show of an indicator, and why. */
export type Unread = Exclude<Series, { readonly state: 'ready' }>;

const failed = (message: string): Unread => ({ state: 'failed', message });

/** Why an indicator cannot be asked for at all, as the plan stands. */
export function whyNotAsked(indicator: Indicator, source: DataSource | undefined): Unread | undefined {
  if (!indicator.hasObjective)
    return failed('The plan does not say which direction is better. Add objective: maximize or minimize.');
  const unasked = whyNoSource(indicator.source, source);
  if (unasked) return unasked;
  if (source?.type === 'prometheus') {
    return indicator.query === undefined
      ? failed(`The plan does not say what to ask "${source.name}". Add query.`)
      : undefined;
  }
  return indicator.metric === undefined
    ? failed(`The plan does not say which metric of "${indicator.source}" to read. Add metric.`)
    : undefined;
}

/** Why a column's drift cannot be asked for at all, as the plan stands. */
export function whyColumnNotAsked(
  { source: name, query }: DriftColumn,
  source: DataSource | undefined,
): Unread | undefined {
  const unasked = whyNoSource(name, source);
  if (unasked) return unasked;
  return source?.type === 'prometheus' && query === undefined
    ? failed(`The plan does not say what to ask "${name}" for the column's scores. Add query.`)
    : undefined;
}

function whyNoSource(name: string, source: DataSource | undefined): Unread | undefined {
  if (name === '') return failed('The plan does not say where the values are. Add source.');
  if (!source) return failed(`The plan has no data source "${name}". Add it to spec.dataSources.`);
  if (source.type === '') return failed(`The data source "${name}" does not say what it is. Add type.`);
  if (source.type === 'file') {
    return source.path === undefined
      ? failed(`The data source "${name}" does not say where its files are. Add path.`)
      : undefined;
  }
  // MLflow and Evidently keep stores in folders too.
  const isThere = source.url !== undefined || (source.type !== 'prometheus' && source.path !== undefined);
  return !isThere ? failed(`The data source "${name}" does not say where its server is. Add url.`) : undefined;
}

/** A failure as the panel shows it. What lacks a person's agreement or credential is mended by connecting. */
export function unreadBecause({ reason, message }: Failure): Unread {
  if (reason === 'unauthorised' || reason === 'forbidden' || reason === 'untrusted')
    return { state: 'unauthorised', message };
  if (reason === 'unsupported') return { state: 'unsupported', message };
  return { state: reason === 'not-found' ? 'empty' : 'failed', message };
}

/** Not asked yet: nothing was read, and nothing went wrong. */
export const NOT_READ: Unread = { state: 'empty', message: 'The values were not read yet. Open the panel or refresh.' };
