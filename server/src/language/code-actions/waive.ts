import { isWaivable } from '../../core/check.ts';
import { nodeAt, pairAt, resolve, stringAt, type SeqNode } from '../../core/document/node.ts';
import type { Change } from '../edits/change.ts';
import { fillEmpty, insertEntries } from '../edits/insert.ts';
import { contentEnd, columnOf, lineBreakOf, lineEndOf, lineStartOf } from '../edits/layout.ts';
import { propertiesOf } from '../snippets/entry.ts';
import { schemasAt } from '../../core/schema/json-schema.ts';
import { scalarText } from '../scalar-text.ts';
import { isoDate } from '../../core/schema/formats.ts';
import { DAY, entryStyle, type Fix, type FixScene } from './fix.ts';

/** Days a new waiver is good for. */
const WAIVER_DAYS = 90;
const PATH = ['spec', 'waivers'] as const;

/** Adds a waiver of the rule to the plan, to be given its reason. */
export function waiveRule(scene: FixScene): Fix[] {
  const { problem, file, document } = scene;
  if (file.kind !== 'production-plan' || !isWaivable(problem.rule)) return [];
  const spec = resolve(nodeAt(document.root, ['spec']));
  if (spec?.kind !== 'map') return [];
  const changes = withWaiver(scene, waiverFields(scene));
  return changes ? [{ title: `Add a waiver of ${problem.rule} for ${WAIVER_DAYS} days`, changes }] : [];
}

function waiverFields({ problem, document, now, json }: FixScene): [key: string, value: string][] {
  const text = (value: string): string => scalarText(value, json ? 'double' : 'plain');
  return [
    ['rule', text(problem.rule)],
    ['reason', text('TODO say why this can wait')],
    ['owner', text(responsible(document.root))],
    ['expires', text(isoDate(now + WAIVER_DAYS * DAY))],
  ];
}

/** Who answers for the model: its accountable member, else its owner. */
function responsible(root: Parameters<typeof nodeAt>[0]): string {
  const members = resolve(nodeAt(root, ['spec', 'ownership', 'members']));
  const accountable =
    members?.kind === 'seq' ? members.items.find((item) => stringAt(item, ['role']) === 'accountable') : undefined;
  return stringAt(accountable, ['username']) ?? stringAt(root, ['spec', 'ownership', 'owner']) ?? 'TODO';
}

function withWaiver(scene: FixScene, fields: readonly (readonly [string, string])[]): Change[] | undefined {
  const { file, document, json, schema } = scene;
  const { text } = file;
  const quote = (key: string): string => (json ? `"${key}"` : key);
  const flow = `{${fields.map(([key, value]) => `${quote(key)}: ${value}`).join(', ')}}`;
  const lines = fields.map(([key, value], index) => `${index === 0 ? '- ' : '  '}${key}: ${value}`);
  const list = resolve(nodeAt(document.root, PATH));
  if (list?.kind === 'seq') return appended(text, list, flow, lines);
  const target = { text, root: document.root, documentEnd: document.span.end };
  if (pairAt(document.root, PATH)) return fillEmpty({ ...target, path: PATH }, { block: lines, flow: `[${flow}]` });
  const indent = ' '.repeat(entryStyle(scene, false).unit);
  return insertEntries(
    { ...target, path: ['spec'], order: [...propertiesOf(schemasAt(schema, document.root, ['spec'])).keys()] },
    [
      {
        key: 'waivers',
        block: [`${quote('waivers')}:`, ...lines.map((line) => indent + line)],
        flow: `${quote('waivers')}: [${flow}]`,
      },
    ],
  );
}

/** One more item at the end of a list. */
function appended(text: string, list: SeqNode, flow: string, lines: readonly string[]): Change[] | undefined {
  const last = list.items.at(-1);
  if (list.flow) {
    const at = last ? contentEnd(text, last) : list.start + 1;
    return [{ start: at, end: at, text: last ? `, ${flow}` : flow }];
  }
  if (!last) return undefined;
  const lineStart = lineStartOf(text, list.start);
  const indent = text.slice(lineStart, lineStart + columnOf(text, list.start));
  if (indent.trim() !== '') return undefined;
  const eol = lineBreakOf(text);
  const end = contentEnd(text, last);
  if (end > 0 && /[\r\n]/.test(text[end - 1] ?? ''))
    return [{ start: end, end, text: lines.map((line) => indent + line + eol).join('') }];
  const at = lineEndOf(text, end);
  return [{ start: at, end: at, text: lines.map((line) => eol + indent + line).join('') }];
}
