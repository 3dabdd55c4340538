import { findPair, nodeAt, resolve, type Node } from '../../core/document/node.ts';
import { SYMBOL_NAMES, type Definition } from '../../core/plan/index-plan.ts';
import type { SymbolKind } from '../../core/schema/json-schema.ts';
import { code, paragraph, type Block, type Inline } from './markup.ts';

/** What a reader wants to know of an entry without going there. */
const TELLING: Readonly<Record<SymbolKind, readonly string[]>> = {
  dataSource: ['type', 'url', 'path', 'tenant', 'project'],
  indicator: [
    'role',
    'source',
    'metric',
    'query',
    'objective',
    'unit',
    'baseline',
    'warning',
    'critical',
    'labelDelay',
  ],
  alert: ['indicator', 'drift', 'severity', 'op', 'threshold', 'for', 'notify', 'runbook'],
  notificationTarget: ['kind', 'address'],
  driftColumn: ['method', 'source', 'warning', 'critical'],
  slo: ['indicator', 'objective', 'window'],
  dataPipeline: ['path', 'schedule', 'freshness', 'contract'],
  member: ['role', 'dateIn', 'dateOut', 'replacedByUsername'],
};

/** An entry of the plan in a few lines: what it is, and its fields that matter elsewhere. */
export function summarize(root: Node | undefined, { kind, name, path }: Definition): Block[] {
  const entry = nodeAt(root, path.slice(0, -1));
  const lines = TELLING[kind].flatMap((key): Inline[][] => {
    const value = shown(findPair(entry, key)?.value);
    return value === undefined ? [] : [[`${key}: `, code(value)]];
  });
  const title = paragraph({ strong: SYMBOL_NAMES[kind].one }, ' ', code(name));
  return lines.length > 0 ? [title, { list: lines }] : [title];
}

/** A value on one line; of a list its scalars. */
function shown(node: Node | undefined): string | undefined {
  const value = resolve(node);
  if (value?.kind === 'scalar') return value.value === null ? undefined : withoutUserinfo(String(value.value));
  if (value?.kind !== 'seq') return undefined;
  const items = value.items.slice(0, 10).map(shown);
  return items.filter((item) => item !== undefined).join(', ') || undefined;
}

/** A password in an address is not repeated on screens where nobody expects it. */
const withoutUserinfo = (text: string): string => text.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#@]*@/i, '$1…@');
