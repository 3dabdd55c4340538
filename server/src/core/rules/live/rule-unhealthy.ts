import { PLAN, type Rule } from '../rule.ts';
import { durationText } from '../words.ts';
import { loadedAlertsOf, type Loaded } from './loaded-alerts.ts';

/** Evaluations that may be left out before it is told, and the time that takes at least. */
const INTERVALS = 5;
const SHORTEST = 120_000;

export const ruleUnhealthy: Rule = {
  id: 'live/rule-unhealthy',
  severity: 'warning',
  kinds: PLAN,
  summary: 'Loaded alert rules are evaluated, and without an error.',
  *check(context) {
    const loaded = loadedAlertsOf(context);
    if (!loaded) return;
    for (const [{ section }, rules] of loaded.alerts) {
      for (const entry of rules) {
        const trouble = troubleOf(entry);
        if (trouble === undefined) continue;
        const message = `"${entry.rule.name}" is loaded in "${entry.server.source.name}", but cannot fire: ${trouble}${entry.server.asRead}`;
        yield { span: section.place('name'), message };
        break;
      }
    }
  },
};

function troubleOf({ rule, server }: Loaded): string | undefined {
  const { health, lastError, evaluated, interval } = rule;
  if (health === 'err' || lastError !== undefined) {
    const words = lastError?.replace(/[\s.]+$/, '') ?? 'the server does not say why';
    return `its evaluation fails (${words}). Correct its expression.`;
  }
  if (evaluated === undefined || interval === undefined) return undefined;
  const since = server.readAt - evaluated;
  if (since <= Math.max(SHORTEST, INTERVALS * interval)) return undefined;
  const when = `${new Date(evaluated).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `it was last evaluated at ${when}, though it is to be every ${durationText(interval)}. See whether the server is overloaded.`;
}
