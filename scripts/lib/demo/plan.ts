import { parseDocument, type Document } from 'yaml';
import { EXPORTED } from './exporter.ts';

/** Where the demonstration's systems answer. */
export interface Systems {
  readonly prometheus: string;
  readonly mlflow: string;
}

const INDICATORS = ['spec', 'monitoring', 'indicators'];
const COLUMNS = ['spec', 'monitoring', 'drift', 'columns'];

/**
 * The example's plan with its numbers in Prometheus and MLflow instead of files, and its times in the pace of the replay.
 * @param week milliseconds a week lasts
 */
export function livePlan(text: string, systems: Systems, week: number): string {
  const plan = parseDocument(text);
  plan.setIn(
    ['spec', 'dataSources'],
    plan.createNode([
      { name: 'prom', type: 'prometheus', url: systems.prometheus },
      { name: 'tracking', type: 'mlflow', url: systems.mlflow, project: 'late-arrivals' },
    ]),
  );
  plan.setIn(['spec', 'model', 'registry'], 'tracking');
  plan.setIn(['spec', 'monitoring', 'interval'], seconds(week));
  plan.setIn(['spec', 'monitoring', 'staleAfter'], seconds(3 * week));
  plan.deleteIn(['spec', 'model', 'trainedAt']);
  plan.deleteIn(['spec', 'retraining', 'maxStaleness']);
  eachOf(plan, INDICATORS, (at, name) => {
    plan.deleteIn([...at, 'labelDelay']);
    if (!(EXPORTED as readonly string[]).includes(name)) return plan.setIn([...at, 'source'], 'tracking');
    plan.setIn([...at, 'source'], 'prom');
    plan.deleteIn([...at, 'metric']);
    plan.setIn([...at, 'query'], `max(late_arrival_${name}{model="late-arrival"})`);
  });
  eachOf(plan, COLUMNS, (at, column) => {
    plan.setIn([...at, 'source'], 'prom');
    plan.setIn([...at, 'query'], `max(late_arrival_psi{model="late-arrival",column="${column}"})`);
  });
  return plan.toString({ lineWidth: 0 });
}

/** Calls `change` for each entry of a list with its path and its name. */
function eachOf(
  plan: Document,
  list: readonly string[],
  change: (at: (string | number)[], name: string) => void,
): void {
  const entries = (plan.getIn(list) as { items: unknown[] }).items;
  entries.forEach((_, index) => {
    const at = [...list, index];
    change(at, String(plan.getIn([...at, 'name']) ?? plan.getIn([...at, 'column'])));
  });
}

const seconds = (ms: number): string => `${Math.round(ms / 1000)}s`;
