import { remembered } from '../../document/per-node.ts';
import type { Find } from '../../plan/entry-list.ts';
import type { Alert, Indicator, Plan } from '../../plan/plan.ts';

/** What is watched beside the indicators that alert rules name. */
export interface Watched {
  /** Indicators that SLOs watch. */
  readonly bySlos: ReadonlySet<string>;
  readonly columns: ReadonlySet<string>;
}

/**
 * What alert rules and SLOs watch; undefined where one of them names nothing that is known: it may be meant to watch
 * what seems to be unwatched.
 */
export const watchedBy = remembered((plan: Plan): Watched | undefined => {
  const { spec, alerts } = plan;
  const alerting = spec.section('alerting');
  if (!alerting?.has('rules') || alerts.length !== alerting.count('rules')) return undefined;
  const columns = new Set<string>();
  for (const { section, drift } of alerts.whereAgainst(plan.indicators, namesNoIndicator)) {
    if (drift !== undefined && plan.columns.readAs(drift)) columns.add(drift);
    else if (section.has('indicator') || section.has('drift')) return undefined;
    else if (!section.lacks('indicator') || !section.lacks('drift')) return undefined;
  }
  const bySlos = new Set<string>();
  // An SLO has alerts of its own, made from its error budget.
  if (!spec.lacks('slos') && !spec.isNotNeeded('slos')) {
    const slos = spec.sections('slos');
    if (slos.length !== spec.count('slos')) return undefined;
    for (const slo of slos) {
      const name = slo.text('indicator');
      if (name === undefined || !plan.indicator(name)) return undefined;
      bySlos.add(name);
    }
  }
  return { bySlos, columns };
});

const namesNoIndicator = ({ indicator }: Alert, find: Find<Indicator>): boolean => find(indicator) === undefined;
