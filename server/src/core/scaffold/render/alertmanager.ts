import { reads } from '../conventions.ts';
import { Mapping, writeYaml, type Remark, type Written } from '../../document/write.ts';
import type { Plan } from '../../plan/plan.ts';
import { isUrl } from '../../workspace-facts.ts';
import { planLabel, toLabel } from '../names.ts';
import { goText } from './go-template.ts';
import { mapping } from './mapping.ts';
import { resourceLabels } from './prometheus-rule-resource.ts';
import type { Gap, Rendered, Source, Target } from './target.ts';

/** Who is told of which alert. For Alertmanager 0.25 and later. */
export const alertmanager: Target = {
  id: 'alertmanager',
  title: 'Alertmanager routes and receivers',
  makes:
    'A configuration that stands alone, the part to put into one of yours, and a resource for the Prometheus Operator.',
  area: 'monitoring',
  signs: { files: ['**/alertmanager*.{yml,yaml}'] },
  needs: { system: 'alertmanager', since: '0.25' },
  render,
};

/** Where secrets are expected as files: none of them is ever written. */
const SECRETS = '/etc/alertmanager/secrets';
const SECRET_KEY = 'key';

/** How a kind of target is told, as files of Alertmanager and resources of the operator write it. */
interface Kind {
  /** Undefined where a file cannot say it without a secret. */
  readonly config: (target: Told) => Written | undefined;
  readonly resource: (target: Told) => Written;
  readonly keys: readonly [config: string, resource: string];
}

interface Told {
  readonly name: string;
  readonly address: string | undefined;
  /** Name of the secret that its key is in. */
  readonly secret: string;
  /** Files of addresses can be read: from 0.26 on. */
  readonly readsUrls: boolean;
}

const KINDS: Readonly<Record<string, Kind>> = {
  pagerduty: {
    keys: ['pagerduty_configs', 'pagerdutyConfigs'],
    config: ({ secret, address }) =>
      mapping({ routing_key_file: `${SECRETS}/${secret}`, class: address && goText(address), send_resolved: true }),
    resource: ({ secret, address }) =>
      mapping({ routingKey: keyOf(secret), class: address && goText(address), sendResolved: true }),
  },
  opsgenie: {
    keys: ['opsgenie_configs', 'opsgenieConfigs'],
    config: ({ secret, address }) =>
      mapping({ api_key_file: `${SECRETS}/${secret}`, entity: address && goText(address), send_resolved: true }),
    resource: ({ secret, address }) =>
      mapping({ apiKey: keyOf(secret), entity: address && goText(address), sendResolved: true }),
  },
  slack: {
    keys: ['slack_configs', 'slackConfigs'],
    config: ({ secret, address }) =>
      mapping({ api_url_file: `${SECRETS}/${secret}`, channel: address && goText(address), send_resolved: true }),
    resource: ({ secret, address }) =>
      mapping({ apiURL: keyOf(secret), channel: address && goText(address), sendResolved: true }),
  },
  email: {
    keys: ['email_configs', 'emailConfigs'],
    config: ({ address }) => mapping({ to: address && goText(address), send_resolved: true }),
    resource: ({ address }) => mapping({ to: address && goText(address), sendResolved: true }),
  },
  webhook: {
    keys: ['webhook_configs', 'webhookConfigs'],
    // Its address is a secret as a rule.
    config: ({ address, secret, readsUrls }) =>
      isUrl(address ?? '')
        ? mapping({ url: address, send_resolved: true })
        : readsUrls
          ? mapping({ url_file: `${SECRETS}/${secret}`, send_resolved: true })
          : undefined,
    resource: ({ address, secret }) =>
      isUrl(address ?? '')
        ? mapping({ url: address, sendResolved: true })
        : mapping({ urlSecret: keyOf(secret), sendResolved: true }),
  },
};

const keyOf = (secret: string): Mapping => mapping({ name: secret, key: SECRET_KEY });

interface Receiver extends Told {
  /** Undefined: Alertmanager cannot tell it. Its alerts go nowhere else instead. */
  readonly kind: Kind | undefined;
}

function render({ plan, name, conventions }: Source): Rendered {
  const gaps: Gap[] = [];
  const label = planLabel(name);
  const receivers = receiversOf(plan, label, reads(conventions, 'alertmanager', '0.26', '0.25'), gaps);
  const routes = routesOf(plan, new Set(receivers.map((one) => one.name)));
  if (routes.length === 0) {
    if (gaps.length === 0)
      gaps.push({
        path: ['spec', 'alerting', 'rules'],
        message: 'No alert says whom to tell: name a target of "alerting.targets" in "notify".',
      });
    return { files: [], gaps };
  }
  const remarks = secretRemarks(receivers);
  const route = routeOf(name, label, routes);
  const config = receivers.map(({ kind, ...told }) => {
    const one = kind?.config(told);
    return mapping({ name: receiverName(label, told), ...(kind && one && { [kind.keys[0]]: [one] }) });
  });
  const tree = (inner: Written): Mapping =>
    new Mapping([
      ...remarks,
      // What nobody is told of stays where it can be seen: in Alertmanager itself.
      {
        key: 'route',
        value: mapping({ receiver: 'nobody', group_by: ['alertname', 'production_plan'], routes: [inner] }),
      },
      { key: 'receivers', value: [mapping({ name: 'nobody' }), ...config] },
    ]);
  const folder = 'alertmanager';
  return {
    gaps,
    files: [
      { path: `${folder}/${label}.alertmanager.yaml`, text: writeYaml(tree(route)) },
      {
        path: `${folder}/${label}.fragment.yaml`,
        text: writeYaml(
          new Mapping([
            {
              remark:
                'To put into a configuration of yours: the route below route.routes, the receivers below receivers.',
            },
            ...remarks,
            { key: 'routes', value: [route] },
            { key: 'receivers', value: config },
          ]),
        ),
      },
      {
        path: `kubernetes/${label}-alertmanager-config.yaml`,
        text: writeYaml(resource(name, label, resourceLabels(label, conventions), receivers, routes)),
      },
    ],
  };
}

function receiversOf(plan: Plan, label: string, readsUrls: boolean, gaps: Gap[]): Receiver[] {
  const used = new Set(plan.alerts.flatMap(({ section }) => section.texts('notify').map(({ text }) => text)));
  const names = new Set<string>();
  return (plan.spec.section('alerting')?.sections('targets') ?? []).flatMap((target): Receiver[] => {
    const [name, kindName, address] = [target.text('name'), target.text('kind'), target.text('address')];
    if (name === undefined || !used.has(name) || names.has(name)) return [];
    const known = Object.hasOwn(KINDS, kindName ?? '') ? KINDS[kindName ?? ''] : undefined;
    const reason = readsUrls && kindName === 'webhook' ? undefined : whyNot(kindName, known, address);
    if (reason !== undefined) gaps.push({ path: target.path, message: `Nobody is told by "${name}": ${reason}` });
    names.add(name);
    const kind = known && (reason === undefined || kindName === 'webhook') ? known : undefined;
    return [{ name, address, kind, secret: `${label}-${toLabel(name) ?? 'receiver'}`, readsUrls }];
  });
}

function whyNot(name: string | undefined, kind: Kind | undefined, address: string | undefined): string | undefined {
  if (!kind) return `Alertmanager has no "${name ?? ''}" here; it has ${Object.keys(KINDS).join(', ')}.`;
  if (name === 'email' && address === undefined) return 'say to which mail address ("address").';
  if (name === 'slack' && address === undefined) return 'say in which channel ("address").';
  if (name === 'webhook' && !isUrl(address ?? ''))
    return 'the URL of a webhook is a secret, and Alertmanager reads it from a file from 0.26 on. Say so where it is in use, or give the receiver its webhook_configs; the resource reads it from a Secret.';
  return undefined;
}

/** Which alerts a receiver is told of, by their names. */
interface Route {
  readonly receivers: readonly string[];
  readonly alerts: readonly string[];
}

/** Alerts that the same people are told of, together; in the order of the plan. */
function routesOf(plan: Plan, known: ReadonlySet<string>): Route[] {
  const routes = new Map<string, { receivers: string[]; alerts: string[] }>();
  for (const { section, name } of plan.alerts) {
    const receivers = [...new Set(section.texts('notify').map(({ text }) => text))].filter((one) => known.has(one));
    if (receivers.length === 0) continue;
    const key = JSON.stringify(receivers);
    const route = routes.get(key) ?? { receivers, alerts: [] };
    routes.set(key, route);
    route.alerts.push(name);
  }
  return [...routes.values()];
}

const receiverName = (label: string, { name }: { readonly name: string }): string => `${label}/${name}`;

/**
 * The route of a plan: by alerts, and whatever else carries the plan's name, such as alerts on silence, to those who are told
 * of the first alerts.
 */
function routeOf(name: string, label: string, routes: readonly Route[]): Mapping {
  return mapping({
    matchers: [matcher('production_plan', '=', name)],
    receiver: receiverName(label, { name: routes[0]?.receivers[0] ?? '' }),
    routes: routes.flatMap(({ receivers, alerts }) =>
      receivers.map((receiver, at) =>
        mapping({
          matchers: [matcher('alertname', '=~', alerts.map(pattern).join('|'))],
          receiver: receiverName(label, { name: receiver }),
          // The next one is told as well.
          continue: at < receivers.length - 1 ? true : undefined,
        }),
      ),
    ),
  });
}

const matcher = (label: string, op: '=' | '=~', value: string): string =>
  `${label}${op}${JSON.stringify(value.toWellFormed())}`;

/** A text as a regular expression that matches it alone. */
const pattern = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function secretRemarks(receivers: readonly Receiver[]): Remark[] {
  const secret = receivers.filter(
    ({ kind, address, readsUrls }) =>
      kind &&
      kind.keys[0] !== 'email_configs' &&
      (kind.keys[0] !== 'webhook_configs' || (readsUrls && !isUrl(address ?? ''))),
  );
  if (secret.length === 0) return [];
  return [{ remark: `Keys are no part of this file. They are read from ${SECRETS}/<name>.` }];
}

/** Alerts of the namespace only: the operator adds that to the route. */
function resource(
  name: string,
  label: string,
  labels: Mapping,
  receivers: readonly Receiver[],
  routes: readonly Route[],
): Mapping {
  const match = (key: string, value: string, matchType: '=' | '=~'): Mapping =>
    mapping({ name: key, value, matchType });
  return new Mapping([
    { remark: `Keys are read from the Secrets named here, entry "${SECRET_KEY}".` },
    { key: 'apiVersion', value: 'monitoring.coreos.com/v1alpha1' },
    { key: 'kind', value: 'AlertmanagerConfig' },
    { key: 'metadata', value: mapping({ name: label, labels }) },
    {
      key: 'spec',
      value: mapping({
        route: mapping({
          matchers: [match('production_plan', name, '=')],
          receiver: receiverName(label, { name: routes[0]?.receivers[0] ?? '' }),
          groupBy: ['alertname', 'production_plan'],
          routes: routes.flatMap(({ receivers: told, alerts }) =>
            told.map((receiver, at) =>
              mapping({
                matchers: [match('alertname', alerts.map(pattern).join('|'), '=~')],
                receiver: receiverName(label, { name: receiver }),
                continue: at < told.length - 1 ? true : undefined,
              }),
            ),
          ),
        }),
        receivers: receivers.map(({ kind, ...told }) =>
          mapping({ name: receiverName(label, told), ...(kind && { [kind.keys[1]]: [kind.resource(told)] }) }),
        ),
      }),
    },
  ]);
}
