import { PLAN, type Rule } from '../rule.ts';
import { currentOf } from './current.ts';
import { failedSources, isFault, lacksItsFiles } from './source-failures.ts';

export const noSeries: Rule = {
  id: 'live/no-series',
  severity: 'warning',
  kinds: PLAN,
  summary: 'Every indicator and every watched column has values in its data source.',
  *check(context) {
    const current = currentOf(context);
    if (!current) return;
    const failed = failedSources(current);
    for (const { indicator, assessed } of current.indicators) {
      const { answer, unread, report } = assessed;
      // Values that are only too young will count when their labels have come.
      if (!answer || !unread || report || failed.has(indicator.source)) continue;
      if (lacksItsFiles(assessed.source, context.facts)) continue;
      if (answer.failure && !isFault(answer.failure)) continue;
      const key = indicator.query !== undefined && assessed.source?.type === 'prometheus' ? 'query' : 'metric';
      yield {
        span: current.span(indicator.path, key),
        message: `${indicator.name} has no values: ${unread.message}${current.asOf}`,
      };
    }
    const told = new Set<string>();
    for (const { column, assessed } of current.columns) {
      const { answer, unread } = assessed;
      if (!answer || !unread || failed.has(column.source) || lacksItsFiles(assessed.source, context.facts)) continue;
      if (answer.failure && (!isFault(answer.failure) || told.has(column.source))) continue;
      // One answer has the columns of a source; where it failed, it failed for all.
      if (answer.failure) told.add(column.source);
      yield {
        span: current.span(column.path, answer.failure ? 'source' : 'column'),
        message: `The drift of ${column.column} is not known: ${unread.message}${current.asOf}`,
      };
    }
  },
};
