import { findPair, resolve, stringAt, type Node } from '../document/node.ts';
import { parseYaml } from '../document/parse.ts';

const MAX_ALERTS = 2_000;

/** Whether a text may define alerts at all; what may not is not parsed. */
const mayDefineAlerts = (text: string): boolean => /\bgroups\b/.test(text) && /\balert\b/.test(text);

/**
 * The alerts that a file of Prometheus rules defines, or a PrometheusRule of Kubernetes; none for any other file. One that
 * cannot be read whole, such as a template, is read line by line.
 */
export function alertsIn(text: string): string[] {
  if (!mayDefineAlerts(text)) return [];
  const { documents, problems } = parseYaml(text);
  if (problems.length > 0)
    return [...text.matchAll(/^[ \t]*-[ \t]+alert:[ \t]+(["']?)([^\s"'{}#]+)\1[ \t]*$/gm)]
      .map(([, , name = '']) => name)
      .slice(0, MAX_ALERTS);
  const groups = documents.flatMap(({ root }) => {
    const spec = stringAt(root, ['kind']) === 'PrometheusRule' ? findPair(root, 'spec')?.value : root;
    return items(findPair(spec, 'groups')?.value);
  });
  return groups
    .flatMap((group) => items(findPair(group, 'rules')?.value))
    .flatMap((rule) => stringAt(rule, ['alert']) ?? [])
    .slice(0, MAX_ALERTS);
}

function items(list: Node | undefined): readonly Node[] {
  const found = resolve(list);
  return found?.kind === 'seq' ? found.items : [];
}
