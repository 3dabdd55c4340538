import { perEntry, type Indicator } from '../../plan/plan.ts';
import { readPromql, type Promql } from '../../promql/read.ts';
import { credentialIn } from '../secret/inline-credential.ts';

/** The query of an indicator that Prometheus answers. A pasted credential is no query, and another rule's concern. */
export const promqlOf = perEntry(({ section, sourceType }: Indicator): Promql | undefined => {
  const query = section.text('query');
  if (query === undefined || sourceType !== 'prometheus' || credentialIn(query) !== undefined) return undefined;
  return readPromql(query);
});
