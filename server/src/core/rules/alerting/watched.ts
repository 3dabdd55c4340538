import { remembered } from '../../document/per-node.ts';
import type { Plan } from '../../plan/plan.ts';

/** What the alert rules of a plan watch. */
export interface Watched {
  readonly indicators: ReadonlySet<string>;
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
  const indicators = new Set<string>();
  const columns = new Set<string>();
  const isUnclear = alerts.some(({ section, indicator, drift }) => {
    if (indicator !== undefined && plan.indicators.readAs(indicator)) indicators.add(indicator);
    else if (drift !== undefined && plan.columns.readAs(drift)) columns.add(drift);
    else
      return section.has('indicator') || section.has('drift') || !section.lacks('indicator') || !section.lacks('drift');
    return false;
  });
  if (isUnclear) return undefined;
  // An SLO has alerts of its own, made from its error budget.
  if (!spec.lacks('slos') && !spec.isNotNeeded('slos')) {
    const slos = spec.sections('slos');
    if (slos.length !== spec.count('slos')) return undefined;
    for (const slo of slos) {
      const name = slo.text('indicator');
      if (name === undefined || !plan.indicator(name)) return undefined;
      indicators.add(name);
    }
  }
  return { indicators, columns };
});
