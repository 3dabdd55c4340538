import type { Alert } from '../../plan/plan.ts';
import { didYouMean, suggest } from '../../schema/did-you-mean.ts';
import { planRule } from '../rule.ts';
import { listed } from '../words.ts';

/** @param known the severities that are listed, as JSON */
const isUnlisted = ({ severity }: Alert, known: string): boolean =>
  severity !== undefined && !(JSON.parse(known) as string[]).includes(severity);

export const severityUnknown = planRule({
  id: 'alerting/severity-unknown',
  severity: 'error',
  summary: 'Every alert has a severity that the plan lists.',
  *check(plan) {
    const alerting = plan.spec.section('alerting');
    const known = alerting?.texts('severities').map(({ text }) => text) ?? [];
    // An entry that is no text may be the one that is meant.
    if (known.length === 0 || known.length !== alerting?.count('severities')) return;
    for (const { severity, section, name } of plan.alerts.where(isUnlisted, JSON.stringify(known))) {
      if (severity === undefined) continue;
      const replacements = suggest(severity, known);
      const message = `"${name}" has the severity "${severity}", which alerting.severities does not list, so nothing routes it.${didYouMean(replacements) || ` Listed: ${listed(known)}.`}`;
      const span = section.place('severity');
      yield replacements.length > 0 ? { span, message, data: { kind: 'replace', replacements } } : { span, message };
    }
  },
});
