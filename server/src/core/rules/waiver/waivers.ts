import { nodeAt, resolve, stringAt, type MapNode, type ScalarNode } from '../../document/node.ts';
import type { RuleContext } from '../rule.ts';

/** A waiver of a plan: this rule does not count until that day. */
export interface Waiver {
  readonly entry: MapNode;
  readonly rule: string | undefined;
  readonly ruleNode: ScalarNode | undefined;
  readonly owner: string | undefined;
  readonly expires: string | undefined;
  readonly expiresNode: ScalarNode | undefined;
}

const PATH = ['spec', 'waivers'] as const;

export function waiversOf(root: RuleContext['root']): Waiver[] {
  const list = resolve(nodeAt(root, PATH));
  if (list?.kind !== 'seq') return [];
  return list.items.flatMap((item) => {
    const entry = resolve(item);
    if (entry?.kind !== 'map') return [];
    return [
      {
        entry,
        rule: stringAt(entry, ['rule']),
        ruleNode: scalar(entry, 'rule'),
        owner: stringAt(entry, ['owner'])?.trim(),
        expires: stringAt(entry, ['expires']),
        expiresNode: scalar(entry, 'expires'),
      },
    ];
  });
}

function scalar(entry: MapNode, key: string): ScalarNode | undefined {
  const node = resolve(nodeAt(entry, [key]));
  return node?.kind === 'scalar' ? node : undefined;
}

/** The first moment after the last day a waiver is good for. */
export function endOfDay(date: number): number {
  return date + 86_400_000;
}
