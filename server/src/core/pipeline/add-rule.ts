import { findPair, resolve, stringAt, type Node, type SeqNode } from '../document/node.ts';
import { parseYaml } from '../document/parse.ts';
import { writeYaml } from '../document/write.ts';
import { folded } from '../plan/alert-labels.ts';
import { mapping } from '../scaffold/render/mapping.ts';
import type { PrometheusAlert } from '../scaffold/render/prometheus-alert.ts';
import type { Correction } from './correct-rule.ts';
import { groupsOf } from './rule-files.ts';

/**
 * How `text`, a file of Prometheus rules, gets an alert more: behind the rules of the one group that has others of
 * `siblings`. Undefined where there is no such group, or several, or one that is written on one line.
 */
export function addRule(text: string, alert: PrometheusAlert, siblings: readonly string[]): Correction | undefined {
  const { documents, problems } = parseYaml(text);
  if (problems.length > 0) return undefined;
  const names = new Set(siblings.map(folded));
  const lists = documents
    .flatMap(({ root }) => groupsOf(root))
    .flatMap((group): SeqNode[] => {
      const list = resolve(findPair(group, 'rules')?.value);
      return list?.kind === 'seq' && list.items.some((rule) => names.has(folded(stringAt(rule, ['alert']) ?? '')))
        ? [list]
        : [];
    });
  const [list, ...others] = lists;
  const last = list?.items.at(-1);
  if (!list || list.flow || !last || others.length > 0) return undefined;
  const at = endOfLines(text, last);
  const dash = dashOf(text, last);
  if (dash === undefined) return undefined;
  const breaks = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = written(alert).trimEnd().split('\n');
  const indented = lines.map(
    (line, index) => `${' '.repeat(dash)}${index === 0 ? '- ' : line === '' ? '' : '  '}${line}`,
  );
  return { start: at, end: at, text: indented.map((line) => `${breaks}${line}`).join('') };
}

const written = ({ alert, expr, for: wait, labels, annotations }: PrometheusAlert): string =>
  writeYaml(mapping({ alert, expr, for: wait, labels: mapping(labels), annotations: mapping(annotations) }));

/** The end of the line in which the last thing of an entry stands; comments behind it belong to it. */
function endOfLines(text: string, { end }: Node): number {
  const last = text.slice(0, end).trimEnd().length;
  const line = text.indexOf('\n', last);
  const at = line < 0 ? text.length : line;
  return text[at - 1] === '\r' ? at - 1 : at;
}

/** Column of the hyphen before an entry; undefined where it does not stand on the entry's line. */
function dashOf(text: string, { start }: Node): number | undefined {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(line, start);
  return /^ *- +$/.test(before) ? before.indexOf('-') : undefined;
}
