import { findPair, keyName, resolve, stringAt, type Node } from '../document/node.ts';
import { parseYaml } from '../document/parse.ts';
import { parseDuration } from '../schema/formats.ts';
import type { RuleFile, WrittenAlert } from '../workspace-facts.ts';

const MAX_ALERTS = 2_000;
const MAX_LABELS = 100;

/** Whether a text may define alerts at all; what may not is not parsed. */
const mayDefineAlerts = (text: string): boolean => /\bgroups\b/.test(text) && /\balert\b/.test(text);

/**
 * The alerts that a file of Prometheus rules defines, or a PrometheusRule of Kubernetes; none for any other file. One that
 * cannot be read whole, such as a template, is read line by line, for the names.
 */
export function alertsIn(text: string): Omit<RuleFile, 'file'> {
  if (!mayDefineAlerts(text)) return { alerts: [] };
  const { documents, problems } = parseYaml(text);
  if (problems.length > 0) return { alerts: namesIn(text) };
  const written = documents
    .flatMap(({ root }) => groupsOf(root))
    .flatMap((group) => {
      const name = stringAt(group, ['name']) ?? '';
      return rulesOf(group).flatMap((rule) => alertOf(rule, name));
    })
    .slice(0, MAX_ALERTS);
  return { alerts: written.map(({ name }) => name), written };
}

/** The entries of alerts in one document of a file of rules. */
export const alertsOf = (root: Node | undefined): readonly Node[] =>
  groupsOf(root)
    .flatMap(rulesOf)
    .filter((rule) => stringAt(rule, ['alert']) !== undefined);

/** The groups of rules in one document of a file of rules. */
export function groupsOf(root: Node | undefined): readonly Node[] {
  const spec = stringAt(root, ['kind']) === 'PrometheusRule' ? findPair(root, 'spec')?.value : root;
  return items(findPair(spec, 'groups')?.value);
}

const rulesOf = (group: Node): readonly Node[] => items(findPair(group, 'rules')?.value);

const namesIn = (text: string): string[] =>
  [...text.matchAll(/^[ \t]*-[ \t]+alert:[ \t]+(["']?)([^\s"'{}#]+)\1[ \t]*$/gm)]
    .map(([, , name = '']) => name)
    .slice(0, MAX_ALERTS);

function alertOf(rule: Node, group: string): WrittenAlert[] {
  const name = stringAt(rule, ['alert']);
  if (name === undefined) return [];
  const waits = resolve(findPair(rule, 'for')?.value);
  const duration = waits ? parseDuration(stringAt(rule, ['for']) ?? '') : 0;
  const labels = resolve(findPair(rule, 'labels')?.value);
  const pairs = labels?.kind === 'map' ? labels.pairs.slice(0, MAX_LABELS) : [];
  const texts = pairs.flatMap((pair): [string, string][] => {
    const [key, value] = [keyName(pair), resolve(pair.value)];
    return key !== undefined && value?.kind === 'scalar' ? [[key, String(value.value)]] : [];
  });
  return [{ name, group, query: stringAt(rule, ['expr']) ?? '', duration, labels: Object.fromEntries(texts) }];
}

function items(list: Node | undefined): readonly Node[] {
  const found = resolve(list);
  return found?.kind === 'seq' ? found.items : [];
}
