import { listed } from '../../decay/words.ts';
import { PLAN, type Rule } from '../rule.ts';
import { currentOf } from './current.ts';

export const datasetDrift: Rule = {
  id: 'live/dataset-drift',
  severity: 'warning',
  kinds: PLAN,
  summary: 'The share of drifted columns stays below the plan’s share.',
  *check(context) {
    const current = currentOf(context);
    const share = current?.plan.share;
    if (!current || share === undefined) return;
    const judged = current.columns.filter(({ assessed }) => assessed.verdict !== 'unknown');
    const drifted = judged.filter(({ assessed }) => assessed.verdict === 'drifted');
    // Of a single column live/drift-detected has said it.
    if (judged.length < 2 || drifted.length === 0 || drifted.length / judged.length < share) return;
    const names = listed(drifted.map(({ column }) => column.column));
    yield {
      span: current.span(['spec', 'monitoring', 'drift', 'share']),
      message: `${drifted.length} of ${judged.length} watched columns have drifted (${names}): from a share of ${share} on the whole data set counts as drifted. The model sees other data than it was trained on; retrain it on newer data, or find what changed.${current.asOf}`,
    };
  },
};
