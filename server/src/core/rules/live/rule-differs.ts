import type { RuleFile, WorkspaceFacts, WrittenAlert } from '../../workspace-facts.ts';
import { present } from '../../decay/plan-indicators.ts';
import { belongingOf, folded, SEVERITY_LABEL, type Owner } from '../../plan/alert-labels.ts';
import type { Alert, Plan } from '../../plan/plan.ts';
import type { RuleCorrection } from '../../problem.ts';
import { readComparison, type Comparison } from '../../promql/comparison.ts';
import { PLAN, type Finding, type Rule } from '../rule.ts';
import { durationText, opInWords } from '../words.ts';
import { loadedAlertsOf, type Loaded } from './loaded-alerts.ts';

export const ruleDiffers: Rule = {
  id: 'live/rule-differs',
  severity: 'warning',
  kinds: PLAN,
  summary: 'Loaded alert rules have the threshold, the waiting time and the severity of the plan.',
  *check(context) {
    const loaded = loadedAlertsOf(context);
    if (!loaded) return;
    for (const [alert, rules] of loaded.alerts) {
      const differences = rules.map((one) => ({ one, found: differencesOf(loaded.plan, alert, one.rule) }));
      // Of several rules of one name, such as one for each severity, one as the plan has it is enough.
      const [closest] = differences.sort((a, b) => a.found.length - b.found.length);
      const files = writtenFor(alert, loaded.owner, context.facts);
      if (!closest) continue;
      for (const difference of closest.found) yield findingOf(loaded.plan, alert, difference, closest.one, files);
    }
  },
};

/** What a rule has otherwise than the plan, and where the plan says it. */
interface Difference {
  readonly key: RuleCorrection['key'];
  readonly actual: string;
  readonly planned: string;
  /** As the plan would say it; undefined: the rule says nothing. */
  readonly value: string | undefined;
}

type Fields = Pick<WrittenAlert, 'query' | 'duration' | 'labels'>;
type Written = WrittenAlert & Pick<RuleFile, 'file'>;

/** The alert as files of the workspace define it. */
const writtenFor = ({ name }: Alert, owner: Owner, { ruleFiles = [] }: WorkspaceFacts): Written[] =>
  ruleFiles.flatMap(({ file, written = [] }) =>
    written
      .filter((rule) => folded(rule.name) === folded(name) && belongingOf(rule.labels, owner) !== 'other')
      .map((rule) => ({ ...rule, file })),
  );

function findingOf(
  plan: Plan,
  alert: Alert,
  difference: Difference,
  { rule, server }: Loaded,
  files: readonly Written[],
): Finding {
  const { key, actual, planned, value } = difference;
  const { advice, file } = adviceOf(plan, alert, difference, files);
  const message = `In "${server.source.name}", "${rule.name}" ${actual}; by the plan it ${planned}. ${advice}${server.asRead}`;
  const wanted = key === 'threshold' ? alert.threshold?.toString() : alert.section.text(key);
  const elsewhere = file && wanted !== undefined && { file: file.file, alert: file.name, key, value: wanted };
  const data = {
    kind: 'align' as const,
    system: server.source.name,
    ...present({ value }),
    ...(elsewhere && { elsewhere }),
  };
  return { span: alert.section.place(key), message, data };
}

/**
 * A file of rules tells which side is behind: the server, where the file is as the plan; or the plan, where it is as the
 * server. `file`: the one to correct, should the plan be right.
 */
function adviceOf(
  plan: Plan,
  alert: Alert,
  { key, actual }: Difference,
  files: readonly Written[],
): { readonly advice: string; readonly file?: Written } {
  const [only, ...others] = files;
  const either = 'Correct the one that is wrong; the server has to reload its rules to know.';
  if (!only || others.length > 0) return { advice: either };
  if (isAsPlanned(alert, only, key))
    return { advice: `${only.file} has it as the plan does: let the server load that file.` };
  const written = differencesOf(plan, alert, only).find((other) => other.key === key);
  const advice =
    written?.actual === actual ? `${only.file} has it as the server does: correct it there, or the plan.` : either;
  return { advice, ...(written && { file: only }) };
}

/** What a file does not tell clearly is not taken for the same. */
function isAsPlanned({ op, threshold, waits, severity }: Alert, rule: Written, key: string): boolean {
  if (key === 'for') return rule.duration !== undefined && rule.duration === waits;
  if (key === 'severity') return severity !== undefined && isSameText(rule.labels[SEVERITY_LABEL] ?? '', severity);
  const comparison = readComparison(rule.query);
  return comparison !== undefined && comparison.op === op && comparison.value === threshold;
}

function differencesOf(plan: Plan, alert: Alert, rule: Fields): Difference[] {
  const { severity, waits } = alert;
  const found: Difference[] = [];
  const tell = (key: Difference['key'], value: string | undefined, actual: string, planned: string): void =>
    void found.push({ key, actual, planned, value });
  const comparison = readComparison(rule.query);
  const { op, threshold } = alert;
  if (comparison && op !== undefined && threshold !== undefined && isOther(plan, alert, comparison)) {
    const fires = `fires ${opInWords(comparison.op)} ${comparison.value}`;
    const key = comparison.value === threshold ? 'op' : 'threshold';
    const value = key === 'op' ? comparison.op : String(comparison.value);
    tell(key, value, fires, `fires ${opInWords(op)} ${threshold}`);
  }
  if (waits !== undefined && rule.duration !== undefined && waits !== rule.duration)
    tell('for', durationText(rule.duration), waitsFor(rule.duration), waitsFor(waits));
  const labelled = rule.labels[SEVERITY_LABEL];
  if (severity !== undefined && labelled === undefined && !hasValue(rule.labels, severity))
    tell('severity', undefined, 'has no severity', `has severity ${severity}`);
  if (severity !== undefined && labelled !== undefined && !isSameText(labelled, severity) && !labelled.includes('{{'))
    tell('severity', labelled, `has severity ${labelled}`, `has severity ${severity}`);
  return found;
}

const waitsFor = (duration: number): string => (duration === 0 ? 'does not wait' : `waits ${durationText(duration)}`);

const isSameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Some name it priority, or level. */
const hasValue = (labels: Readonly<Record<string, string>>, severity: string): boolean =>
  Object.values(labels).some((value) => isSameText(value, severity));

/** Between units that one quantity is told in: ms and s, percent and ratio, minutes and hours, bytes. */
const FACTORS = [60, 100, 1_000, 1_024, 3_600, 86_400, 1e6, 1e9];

/** Whether the rule fires at another value than the plan says, as far as both measure the same. */
function isOther(plan: Plan, alert: Alert, { op, value, measured, calculates }: Comparison): boolean {
  const { threshold = Number.NaN } = alert;
  if (op === alert.op && value === threshold) return false;
  const watched = plan.indicator(alert.indicator)?.section ?? plan.column(alert.drift)?.section;
  const query = watched?.text('query');
  if (query !== undefined && withoutSpace(query) === withoutSpace(measured)) return true;
  // Calculated otherwise, it may be in another unit, or be what is left to the whole.
  const isOpposite = op.startsWith('l') !== alert.op?.startsWith('l');
  if (calculates || (isOpposite && value !== threshold)) return false;
  const ratio = value / threshold;
  return !FACTORS.some((factor) => isClose(ratio, factor) || isClose(ratio, 1 / factor));
}

const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.abs(b);

const withoutSpace = (query: string): string => query.replace(/\s/g, '').replace(/^\((.*)\)$/, '$1');
