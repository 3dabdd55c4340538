import type { AssessedColumn } from '../../decay/assess-drift.ts';
import type { AssessedIndicator, Assessment } from '../../decay/assess.ts';
import type { DataSource, DriftColumn, Indicator } from '../../decay/plan-indicators.ts';
import { livePlanOf, type LivePlan } from '../../decay/plan-live.ts';
import { focus } from '../../document/node.ts';
import type { Span } from '../../document/text.ts';
import type { Path } from '../../problem.ts';
import { isoDate } from '../../schema/formats.ts';
import type { RuleContext } from '../rule.ts';

/** What was found of the plan as it is written now: what was asked otherwise than it would be asked today is left out. */
export interface Current {
  readonly plan: LivePlan;
  readonly live: Assessment;
  readonly indicators: readonly { readonly indicator: Indicator; readonly assessed: AssessedIndicator }[];
  readonly columns: readonly { readonly column: DriftColumn; readonly assessed: AssessedColumn }[];
  /** Behind a message: the day that is looked back to. */
  readonly asOf: string;
  readonly span: (path: Path, key?: string) => Span;
}

/** Where among the others a source stands does not matter. */
const identity = (source: DataSource | undefined): string => JSON.stringify({ ...source, position: 0 });

/** Undefined: nobody has looked, so nothing is claimed. */
export function currentOf({ root, live }: Pick<RuleContext, 'root' | 'live'>): Current | undefined {
  if (!live) return undefined;
  const plan = livePlanOf(root);
  const isSame = (name: string, asked: DataSource | undefined): boolean =>
    identity(plan.sources.findLast((source) => source.name === name)) === identity(asked);
  const version = plan.model.version;
  const sameModel = version === live.plan.model.version;
  return {
    plan,
    live,
    indicators: plan.indicators.flatMap((indicator) => {
      const assessed = live.indicators.find(
        ({ indicator: { name, metric, query }, source }) =>
          name === indicator.name &&
          metric === indicator.metric &&
          query === indicator.query &&
          isSame(indicator.source, source),
      );
      return assessed && sameModel ? [{ indicator, assessed }] : [];
    }),
    columns: plan.columns.flatMap((column) => {
      const assessed = live.drift.columns.find(
        ({ column: { column: name, method, query }, source }) =>
          name === column.column && method === column.method && query === column.query && isSame(column.source, source),
      );
      return assessed && sameModel ? [{ column, assessed }] : [];
    }),
    asOf: live.isLookBack ? ` This looks back to ${isoDate(live.now)}.` : '',
    span: (path, key) => {
      const { start, end } = focus(root, key === undefined ? path : [...path, key]);
      return { start, end };
    },
  };
}
