import { parse, stringify } from 'yaml';

interface Written {
  readonly spec: {
    readonly model: { readonly name: string };
    readonly monitoring: {
      readonly indicators: readonly { readonly name: string; readonly source: string; readonly query?: string }[];
      readonly drift: { readonly columns: readonly { readonly column: string; readonly query?: string }[] };
    };
    readonly alerting: { readonly rules: readonly Alert[] };
  };
}

interface Alert {
  readonly name: string;
  readonly indicator?: string;
  readonly drift?: string;
  readonly severity: string;
  readonly op: string;
  readonly threshold: number;
  readonly for: string;
}

const OPS: Readonly<Record<string, string>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };

/** A file of Prometheus rules with the alerts of a plan whose values Prometheus has. */
export function alertRules(plan: string): string {
  const { spec } = parse(plan) as Written;
  const { indicators, drift } = spec.monitoring;
  const rules = spec.alerting.rules.flatMap((alert) => {
    const query =
      indicators.find(({ name }) => name === alert.indicator)?.query ??
      drift.columns.find(({ column }) => column === alert.drift)?.query;
    if (query === undefined) return [];
    return {
      alert: alert.name,
      expr: `${query} ${OPS[alert.op] ?? alert.op} ${alert.threshold}`,
      for: alert.for,
      labels: { severity: alert.severity, model: spec.model.name },
    };
  });
  return stringify({ groups: [{ name: spec.model.name, rules }] });
}
