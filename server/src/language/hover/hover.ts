import type { Hover, MarkupKind } from 'vscode-languageserver-types';
import type { CheckedFile } from '../../core/document/checked-file.ts';
import { isMergeKey, resolve, type AliasNode, type Node, type ScalarNode } from '../../core/document/node.ts';
import type { Span } from '../../core/document/text.ts';
import { findEntry, LISTS } from '../../core/lists/lists.ts';
import { SYMBOL_NAMES } from '../../core/plan/index-plan.ts';
import { SCHEMAS } from '../../core/schema/bundled.ts';
import { keyword } from '../../core/schema/walk.ts';
import { isUrl } from '../../core/workspace-facts.ts';
import { innerSpan, nameAt } from '../names.ts';
import { pathAt } from '../occurrences.ts';
import { placeInFile, type FilePlace } from '../place.ts';
import { ruleMentions } from '../rule-mentions.ts';
import { rulePage } from '../to-lsp.ts';
import { tidySpan } from '../span.ts';
import { plural } from '../words/duration.ts';
import { describeField } from './field.ts';
import { code, paragraph, render, type Block, type Format } from './markup.ts';
import { describePath, type LookUp } from './place-of-file.ts';
import { summarize } from './summary.ts';
import { describeCondition, describeThreshold } from './threshold.ts';
import { describeCron, describeDate, describeDuration, type Clock } from './time.ts';

export interface HoverOptions extends Clock {
  readonly format: Format;
  readonly lookUp: LookUp;
}

/** Explains the key or value at `offset`: the field, and what its value means here and now. */
export async function hover(file: CheckedFile, offset: number, options: HoverOptions): Promise<Hover | undefined> {
  const found = describeRule(file, offset) ?? (await describePlace(file, offset, options));
  if (!found || found.blocks.length === 0) return undefined;
  const kind: MarkupKind = options.format;
  return { contents: { kind, value: render(found.blocks, options.format) }, range: file.lines.range(found.span) };
}

interface Description {
  readonly blocks: Block[];
  readonly span: Span;
}

function describeRule(file: CheckedFile, offset: number): Description | undefined {
  const mention = ruleMentions(file).find(({ span }) => span.start <= offset && offset <= span.end);
  if (!mention) return undefined;
  const { id, severity, summary } = mention.rule;
  const page = paragraph({ link: rulePage(id), text: 'What it is about and how to mend it' });
  return { blocks: [paragraph({ strong: id }, ` (${severity})`), paragraph(summary), page], span: mention.span };
}

async function describePlace(
  file: CheckedFile,
  offset: number,
  options: HoverOptions,
): Promise<Description | undefined> {
  const place = placeInFile(file, offset);
  if (!place) return undefined;
  return place.onKey ? describeKey(file, place) : describeValue(file, offset, place, options);
}

function describeKey(file: CheckedFile, place: FilePlace): Description | undefined {
  const { document, pair, path, schemas } = place;
  if (!pair) return undefined;
  const span = pair.key.kind === 'scalar' || pair.key.kind === 'alias' ? innerSpan(file.text, pair.key) : pair.key;
  if (isMergeKey(pair)) return { blocks: [paragraph('Brings in the entries of another mapping.')], span };
  return { blocks: describeField(SCHEMAS[file.kind].schema, document.root, path, schemas, 'full'), span };
}

async function describeValue(
  file: CheckedFile,
  offset: number,
  place: FilePlace,
  options: HoverOptions,
): Promise<Description | undefined> {
  const { node, document, path, schemas } = place;
  // Between the entries of a section there is nothing to explain.
  if (node.kind === 'map' || node.kind === 'seq') return undefined;
  const blocks: Block[] = [];
  if (node.kind === 'alias') blocks.push(...describeAlias(file, node));
  const scalar = resolve(node);
  if (scalar?.kind === 'scalar' && scalar.value !== null) {
    blocks.push(
      ...describeName(file, offset, place),
      ...describeIdentifier(place, scalar),
      ...describeTime(place, String(scalar.value), options),
      ...describeThreshold(document.root, document.index, path),
      ...describeCondition(document.root, path),
    );
    const reference = pathAt(file, offset);
    if (reference && !isUrl(reference.text)) blocks.push(...describePath(reference, await options.lookUp(reference)));
  }
  blocks.push(...describeField(SCHEMAS[file.kind].schema, document.root, path, schemas, 'short'));
  return { blocks, span: innerSpan(file.text, node) };
}

const MAX_LISTING_LINES = 12;

function describeAlias(file: CheckedFile, alias: AliasNode): Block[] {
  const target = resolve(alias);
  if (!target) return [];
  if (target.kind === 'scalar') return [paragraph('Stands for ', code(String(target.value)), '.')];
  const span = tidySpan(file.text, target);
  const lines = file.text.slice(span.start, Math.min(span.end, span.start + 2_000)).split(/\r\n|\r|\n/);
  const shown = lines.length > MAX_LISTING_LINES ? [...lines.slice(0, MAX_LISTING_LINES), '…'] : lines;
  return [paragraph('Stands for:'), { listing: dedent(shown, indentOf(file, target)).join('\n') }];
}

const indentOf = (file: CheckedFile, node: Node): number => file.lines.position(node.start).character;

const dedent = (lines: readonly string[], indent: number): string[] =>
  lines.map((line) => (line.slice(0, indent).trim() === '' ? line.slice(indent) : line));

/** A use shows what it refers to; a definition shows how often it is used. */
function describeName(file: CheckedFile, offset: number, { document }: FilePlace): Block[] {
  const name = nameAt(file, offset);
  if (!name) return [];
  if ('kind' in name.at) {
    const uses = name.references.length;
    return [
      ...summarize(document.root, name.at),
      paragraph(uses === 0 ? 'Not used in this plan.' : `Used ${plural(uses, 'time')} in this plan.`),
    ];
  }
  const [first] = document.index.meantBy(name.at).filter(({ kind }) => name.kinds.includes(kind));
  if (first) return summarize(document.root, first);
  const kinds = name.kinds.map((kind) => SYMBOL_NAMES[kind].one).join(' or ');
  return [paragraph(`No ${kinds} of this plan is named `, code(name.name), '.')];
}

/** What an identifier stands for, of those a schema or a published list gives. */
function describeIdentifier({ schemas }: FilePlace, { value }: ScalarNode): Block[] {
  const id = String(value);
  const list = keyword(schemas, 'x-list');
  const meaning =
    keyword(schemas, 'x-enumDescriptions')?.[id] ?? (list === undefined ? undefined : findEntry(LISTS[list], id)?.name);
  return meaning === undefined ? [] : [paragraph(code(id), ` — ${meaning}`)];
}

function describeTime({ schemas }: FilePlace, text: string, options: HoverOptions): Block[] {
  switch (keyword(schemas, 'format')) {
    case 'cron':
      return describeCron(text, options);
    case 'duration':
      return describeDuration(text);
    case 'date':
      return describeDate(text, options);
    default:
      return [];
  }
}
