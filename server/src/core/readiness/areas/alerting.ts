import { present } from '../../decay/plan-indicators.ts';
import { folded } from '../../plan/alert-labels.ts';
import type { Area, Facts, Sighting } from '../check.ts';
import { allThere } from '../proofs.ts';

const PATH = ['spec', 'alerting'] as const;

export const alerting: Area = {
  id: 'alerting',
  title: 'Alerting',
  checks: [
    {
      name: 'covers',
      title: 'Critical values have alerts',
      why: 'A line nobody is told about when it is crossed is a decoration.',
      required: true,
      reach: 'declared',
      weight: 2,
      minutes: 30,
      rules: [
        'alerting/indicator-without-alert',
        'alerting/drift-without-alert',
        'alerting/differs-from-indicator',
        'alerting/faster-than-labels',
      ],
      path: [...PATH, 'rules'],
      find: ({ plan }) => {
        return {
          declared: plan.alerts.length > 0,
          says:
            plan.alerts.length > 0
              ? `${plan.alerts.length} alert rules`
              : 'Write an alert rule for each indicator with a critical value.',
        };
      },
    },
    {
      name: 'loaded',
      title: 'Alerts are loaded',
      why: 'A rule in a file watches nothing; one that a server evaluates does.',
      reach: 'live',
      weight: 2,
      minutes: 45,
      rules: ['live/rule-missing', 'live/rule-differs', 'live/rule-unhealthy'],
      path: [...PATH, 'rules'],
      find: (facts) => {
        const names = facts.plan.alerts.map(({ name }) => name);
        const written = writtenIn(facts);
        const files = names.map((name) => written.get(folded(name)));
        const hasServer = serversOf(facts).size > 0;
        return {
          declared: names.length > 0,
          says:
            names.length > 0 ? 'The plan names them; no server and no file shows them.' : 'Write an alert rule first.',
          ...(hasServer ? {} : { reach: 'evidenced' as const }),
          ...present({
            file: names.length > 0 && files.every((file) => file !== undefined) ? files[0] : undefined,
            live: loadedOf(facts),
          }),
        };
      },
    },
    {
      name: 'reaches',
      title: 'Alerts reach somebody',
      why: 'An alert without a recipient is found by whoever looks for it, which is nobody.',
      required: true,
      reach: 'declared',
      weight: 2,
      minutes: 20,
      rules: ['alerting/no-notification', 'alerting/severity-unknown'],
      path: [...PATH, 'targets'],
      find: ({ plan }) => {
        const [target] = plan.spec.section('alerting')?.sections('targets') ?? [];
        const isNotified =
          plan.alerts.length > 0 && plan.alerts.every(({ section }) => section.texts('notify').length > 0);
        const known = target ? `${target.text('name') ?? ''} (${target.text('kind') ?? ''})` : 'nobody yet';
        return {
          declared: target !== undefined && isNotified,
          says: isNotified ? known : 'Name who is told, and let each alert notify somebody: "targets", "notify".',
        };
      },
    },
    {
      name: 'runbook',
      title: 'Urgent alerts have runbooks',
      why: 'At night nobody thinks as well as whoever wrote the page by day.',
      reach: 'evidenced',
      weight: 1,
      minutes: 90,
      rules: ['alerting/no-runbook'],
      path: [...PATH, 'rules'],
      find: (facts) => {
        const urgent = facts.plan.alerts.filter((alert) => facts.plan.isUrgent(alert));
        const pages = urgent.map(({ section }) => section.text('runbook'));
        const declared = urgent.length > 0 && pages.every((page) => page !== undefined);
        return {
          declared,
          says: declared ? (pages[0] ?? '') : 'Name the runbook of each urgent alert.',
          ...allThere(facts, pages),
        };
      },
    },
    {
      name: 'no-data',
      title: 'Silence raises an alert',
      why: 'When the job that measures dies, every threshold holds for ever.',
      reach: 'declared',
      weight: 1,
      minutes: 10,
      rules: ['alerting/no-data-uncovered'],
      path: [...PATH, 'noData'],
      find: ({ plan }) => {
        const declared = plan.spec.section('alerting')?.is('noData', true) === true;
        return { declared, says: declared ? 'noData' : 'Say that missing data alarms: "noData: true".' };
      },
    },
  ],
};

/** Files of alert rules by the alerts that they define. */
const writtenIn = ({ files }: Facts): ReadonlyMap<string, string> =>
  new Map((files.ruleFiles ?? []).flatMap(({ file, alerts }) => alerts.map((alert) => [folded(alert), file] as const)));

/** Names of the data sources that evaluate alert rules. */
const serversOf = ({ plan }: Facts): ReadonlySet<string | undefined> =>
  new Set(
    plan.spec
      .sections('dataSources')
      .filter((source) => source.text('type') === 'prometheus')
      .map((source) => source.text('name')),
  );

/** Those alerts that a server can evaluate, because it has the values or a rule file says so; all where that is none. */
function evaluable(facts: Facts): readonly string[] {
  const { plan } = facts;
  const [servers, written] = [serversOf(facts), writtenIn(facts)];
  const all = plan.alerts.map(({ name }) => name);
  const some = plan.alerts.filter(({ name, indicator, drift }) => {
    const watched = plan.indicator(indicator) ?? plan.column(drift);
    return written.has(folded(name)) || (watched && servers.has(watched.section.text('source')));
  });
  return some.length > 0 ? some.map(({ name }) => name) : all;
}

/** That servers have loaded every alert that they can evaluate; undefined where none was read, or one lacks. */
function loadedOf(facts: Facts): Sighting | undefined {
  const names = evaluable(facts);
  const read = (facts.live?.rules ?? []).filter(({ answer }) => answer.result !== undefined);
  const loaded = new Set(read.flatMap(({ answer }) => (answer.result?.rules ?? []).map(({ name }) => folded(name))));
  if (read.length === 0 || names.length === 0 || !names.every((name) => loaded.has(folded(name)))) return undefined;
  const others = facts.plan.alerts.length - names.length;
  return {
    says: others > 0 ? `${names.length} loaded; ${others} watch what no Prometheus has` : `${names.length} loaded`,
    at: Math.min(...read.map(({ answer }) => answer.fetchedAt ?? 0)),
    isOld: read.some(({ answer }) => answer.failure !== undefined),
  };
}
