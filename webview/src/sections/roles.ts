import type { IndicatorView } from '../../../server/src/core/panel/contract.ts';

/** Whether the model is right and whether it pays, side by side; then, behind the drift that may explain it, the rest. */
export const FIRST_ROLES: readonly string[] = ['quality', 'business'];
const ROLES = [...FIRST_ROLES, 'latency', 'errors', 'traffic', 'freshness', 'cost', 'feedback'];

/** By role, and in the plan's order where that is the same. */
export function inOrder(indicators: readonly IndicatorView[]): IndicatorView[] {
  const place = ({ role }: IndicatorView): number => (ROLES.includes(role) ? ROLES.indexOf(role) : ROLES.length);
  return indicators.toSorted((a, b) => place(a) - place(b));
}
