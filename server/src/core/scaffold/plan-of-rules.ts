import { groupBy } from '../group-by.ts';
import type { Entry, Mapping, Remark } from '../document/write.ts';
import { mapping, required, todo } from './lines.ts';
import { inComment } from './names.ts';
import type { FoundAlert } from './origin.ts';

/** Indicators of what alerts watch, each once. What an alert does not say is open, or a TODO. */
export function indicatorsOf(alerts: readonly FoundAlert[]): Mapping[] {
  return [...groupBy(alerts, ({ indicator }) => indicator).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const isLow = ({ op }: FoundAlert): boolean => op === 'lt' || op === 'lte';
    // Watched on both sides, neither direction is the better one.
    const objective = own.every((one) => isLow(one) === isLow(first))
      ? isLow(first)
        ? 'maximize'
        : 'minimize'
      : undefined;
    return [
      mapping(
        required('name', first.indicator, 'what is measured'),
        required('role', undefined, 'quality, business, latency, errors, traffic, cost, freshness or feedback'),
        { key: 'source', value: 'prometheus' },
        { key: 'query', value: first.query },
        required('objective', objective, 'maximize or minimize'),
        todo('baseline', 'the value at release'),
        lineOf(own, 'warning', 'the value at which somebody should look'),
        lineOf(own, 'critical', 'the value at which the model has failed'),
      ),
    ];
  });
}

/** As the severities are called that a plan's lines go with. */
const LINES = { warning: /^(?:warn(?:ing)?|ticket)$/i, critical: /^(?:crit(?:ical)?|page)$/i } as const;

/** A line of an indicator: where the only alert of that severity has it. */
function lineOf(alerts: readonly FoundAlert[], line: keyof typeof LINES, what: string): Entry | Remark {
  const [own, ...others] = alerts.filter(({ severity }) => LINES[line].test(severity ?? ''));
  return own && others.length === 0
    ? { key: line, value: own.threshold, note: `as ${inComment(own.name)} has it` }
    : todo(line, what);
}

/** The alerts as a plan has them. */
export function alertingOf(alerts: readonly FoundAlert[], left: readonly string[]): Mapping {
  const severities = [...new Set(alerts.flatMap(({ severity }) => severity ?? []))];
  return mapping(
    severities.length > 0
      ? { key: 'severities', value: severities, note: 'TODO the most urgent first' }
      : todo('severities', 'how urgent alerts are, the most urgent first'),
    todo('noData', 'true if silence of the data source is an alert too'),
    todo('targets', 'who is told, and how'),
    {
      key: 'rules',
      value: alerts.map((alert) =>
        mapping(
          { key: 'name', value: alert.name },
          { key: 'indicator', value: alert.indicator },
          required('severity', alert.severity, 'how urgent it is'),
          { key: 'op', value: alert.op },
          { key: 'threshold', value: alert.threshold },
          ...(alert.for === undefined ? [] : [{ key: 'for', value: alert.for }]),
          todo('notify', 'the notification targets'),
          ...(alert.runbook === undefined
            ? [todo('runbook', 'what to do then')]
            : [{ key: 'runbook', value: alert.runbook }]),
        ),
      ),
    },
    ...left.map((name) => todo(inComment(name), 'compares with no single number, so it is not here')),
  );
}
