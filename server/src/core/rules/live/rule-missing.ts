import type { Alert, Plan } from '../../plan/plan.ts';
import { folded } from '../../plan/alert-labels.ts';
import type { WorkspaceFacts } from '../../workspace-facts.ts';
import { PLAN, type Rule } from '../rule.ts';
import { listed, opInWords } from '../words.ts';
import { loadedAlertsOf, sourceOf, type LoadedAlerts } from './loaded-alerts.ts';

export const ruleMissing: Rule = {
  id: 'live/rule-missing',
  severity: 'warning',
  kinds: PLAN,
  summary: 'The server that has the values has loaded the alert rules of the plan.',
  *check(context) {
    const loaded = loadedAlertsOf(context);
    // A rule may be loaded in the server that was not read. A model nobody uses yet needs no alert.
    if (!loaded?.current.allServersRead || loaded.plan.isExperimental) return;
    const { current, plan, alerts } = loaded;
    const asRead = current.servers.map((server) => server.asRead).find((words) => words !== '') ?? '';
    const where = listed(current.servers.map(({ source }) => `"${source.name}"`));
    const missing: { readonly alert: Alert; readonly file: string | undefined }[] = [];
    let expected = 0;
    for (const [alert, rules] of alerts) {
      const file = fileWith(alert, context.facts);
      if (!isExpected(alert, loaded, file)) continue;
      expected++;
      if (rules.length === 0) missing.push({ alert, file });
    }
    // Where none is there, that has one cause.
    if (missing.length > 1 && missing.length === expected && missing.every(({ file }) => file === undefined)) {
      const names = listed(missing.map(({ alert }) => alert.name));
      const message = `None of these alert rules is loaded in ${where}: ${names}. As it is, nobody is told. Load them there; if another system evaluates them, waive this rule and say which.${asRead}`;
      const span = plan.spec.section('alerting')?.place('rules') ?? plan.spec.span;
      yield { span, message };
      return;
    }
    for (const { alert, file } of missing) {
      const message =
        file === undefined
          ? `"${alert.name}" is not among the alert rules loaded in ${where}, so nobody is told when ${conditionOf(alert)}. Load it there, or correct its name.${asRead}`
          : `"${alert.name}" is written in ${file}, but not loaded in ${where}, so nobody is told when ${conditionOf(alert)}. See that the server's rule_files lead to that file, and reload the server.${asRead}`;
      const target = file === undefined ? fileOfOthers(alert, plan, context.facts) : undefined;
      const elsewhere = target === undefined ? {} : { elsewhere: { file: target, alert: alert.name } };
      const data = { kind: 'lacks' as const, path: alert.section.path, ...elsewhere };
      yield { span: alert.section.place('name'), message, data };
    }
  },
};

/** What tells that a server of the plan is to evaluate an alert: it has the values, or it evaluates others of the same source. */
function isExpected(alert: Alert, { current, alerts }: LoadedAlerts, file: string | undefined): boolean {
  const name = sourceOf(alert, current.plan);
  if (file !== undefined || current.servers.some(({ source }) => source.name === name)) return true;
  return [...alerts].some(
    ([other, rules]) => rules.length > 0 && name !== '' && sourceOf(other, current.plan) === name,
  );
}

const fileWith = ({ name }: Alert, { ruleFiles = [] }: WorkspaceFacts): string | undefined =>
  ruleFiles.find(({ alerts }) => alerts.some((other) => folded(other) === folded(name)))?.file;

/** The one file of rules that has other alerts of the plan. */
function fileOfOthers(alert: Alert, { alerts }: Plan, { ruleFiles = [] }: WorkspaceFacts): string | undefined {
  const others = new Set(alerts.filter((other) => other !== alert).map(({ name }) => folded(name)));
  const [only, ...more] = ruleFiles.filter((file) => file.alerts.some((name) => others.has(folded(name))));
  return more.length === 0 ? only?.file : undefined;
}

function conditionOf({ indicator, drift, op, threshold }: Alert): string {
  const what = indicator ?? (drift === undefined ? 'its value' : `the drift of ${drift}`);
  return threshold === undefined || op === undefined ? `${what} is bad` : `${what} is ${opInWords(op)} ${threshold}`;
}
