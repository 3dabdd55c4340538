import { judgedBy } from '../../decay/assess-drift.ts';
import { driftVerdict } from '../../decay/drift-report.ts';
import { isoDate } from '../../schema/formats.ts';
import { PLAN, type Rule } from '../rule.ts';
import { currentOf } from './current.ts';

export const driftDetected: Rule = {
  id: 'live/drift-detected',
  severity: 'warning',
  kinds: PLAN,
  summary: 'No watched column has drifted at its newest comparison.',
  *check(context) {
    const current = currentOf(context);
    if (!current) return;
    for (const { column, assessed } of current.columns) {
      const { newest, series, otherMethod } = assessed;
      if (!newest || !series) continue;
      if (driftVerdict(newest, judgedBy(column, series, otherMethod)) !== 'drifted') continue;
      const score = Number(newest.score.toPrecision(4));
      const line = otherMethod ? series.threshold : (column.critical ?? series.threshold);
      const than = series.direction === 'p-value' ? 'at or below' : 'at or above';
      const compared = line === undefined ? ', drift by the source’s own verdict' : `, ${than} ${line}`;
      yield {
        span: current.span(column.path, column.critical === undefined || otherMethod ? 'column' : 'critical'),
        message: `${column.column} has drifted: ${series.methodLabel} was ${score} on ${isoDate(newest.time)} (${column.source})${compared}. See what changed in the data, and whether quality follows.${current.asOf}`,
      };
    }
  },
};
