import { readFileSync } from 'node:fs';

const base = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');
const INDICATORS = '      - name: retention\n';
const ALERTS = '      - {name: ChurnTenureDrift,';

const indicator = (index: number): string => `      - name: extra_${index}
        role: quality
        source: history
        metric: extra_${index}
        objective: maximize
        unit: ratio
        baseline: 0.91
        warning: 0.88
        critical: 0.85
        labelDelay: 7d
`;

const alert = (index: number): string =>
  `      - {name: Extra${index}Low, indicator: extra_${index}, severity: critical, op: lt, threshold: 0.85, for: 1d, notify: [oncall], runbook: docs/runbook.md}\n`;

/** Lines of an indicator with its alert. */
const LINES = 11;

/** The format's full example, made `lines` long with further indicators and their alerts; free of problems at every length. */
export function planOf(lines: number): string {
  const more = Math.max(0, Math.floor((lines - base.split('\n').length) / LINES));
  const each = (entry: (index: number) => string): string =>
    Array.from({ length: more }, (_, index) => entry(index)).join('');
  return base.replace(INDICATORS, each(indicator) + INDICATORS).replace(ALERTS, each(alert) + ALERTS);
}

/** A plan with `count` indicators that give their critical value a name, and as many alerts that use it. */
export function withAnchors(count: number): string {
  const each = (entry: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => entry(index)).join('');
  const named = (index: number): string =>
    `      - {name: named_${index}, role: quality, source: history, metric: named_${index}, objective: maximize, unit: ratio, baseline: 0.91, critical: &c${index} 0.85}\n`;
  const using = (index: number): string =>
    `      - {name: Named${index}Low, indicator: named_${index}, severity: critical, op: lt, threshold: *c${index}, for: 1d, notify: [oncall], runbook: docs/runbook.md}\n`;
  return planOf(200)
    .replace(INDICATORS, each(named) + INDICATORS)
    .replace(ALERTS, each(using) + ALERTS);
}
