import type { CompletionList } from 'vscode-languageserver-types';
import type { CheckedFile } from '../../core/document/checked-file.ts';
import { readFile } from '../../core/document/read.ts';
import { undefinedNames, type Definition } from '../../core/plan/index-plan.ts';
import { SCHEMAS } from '../../core/schema/bundled.ts';
import { indentationUnit } from '../edits/layout.ts';
import { documentAt } from '../place.ts';
import type { EntryStyle } from '../snippets/entry.ts';
import { SnippetWriter } from '../snippets/snippet.ts';
import type { CompletionContext, Scene, Suggestion } from './context.ts';
import { suggestEvidenceChecks } from './evidence.ts';
import { suggestForms } from './forms.ts';
import { toItem } from './item.ts';
import { suggestKeys } from './keys.ts';
import { suggestListed } from './lists.ts';
import { MAX_NAMES, suggestNames } from './names.ts';
import { suggestPaths } from './paths.ts';
import { findPlace, type CompletionPlace } from './place.ts';
import { suggestInComment, suggestWaivedRules } from './rule-ids.ts';
import { suggestCollection, suggestFixedValues } from './values.ts';
import { suggestWholeDocument } from './whole-plan.ts';

/** Where suggestions come from. To add one: a file beside this one, a line here. */
const SOURCES: readonly ((scene: Scene) => Suggestion[] | Promise<Suggestion[]>)[] = [
  suggestFixedValues,
  suggestListed,
  suggestNames,
  suggestWaivedRules,
  suggestEvidenceChecks,
  suggestForms,
  suggestCollection,
  suggestPaths,
  suggestKeys,
];

const EMPTY: CompletionList = { isIncomplete: false, items: [] };

/** What can be written at the offset `at` (UTF-16) of `file`, which may be half typed. */
export async function complete(file: CheckedFile, at: number, context: CompletionContext): Promise<CompletionList> {
  // No position of the protocol lies inside a \r\n.
  const offset = Math.min(at, file.lines.lineEnd(file.lines.position(at).line));
  const found = findPlace(file, offset);
  if (found.kind === 'nothing') return markdownComment(file, offset, context);
  if (found.kind === 'comment') return inComment(file, found.start, offset, context);
  if (isInterruption(file, offset, context)) return EMPTY;
  const { schema } = SCHEMAS[file.kind];
  const place: CompletionPlace = found.kind === 'place' ? found.place : topLevel(file, found.span);
  let known: readonly Definition[] | undefined;
  const definitions = (): readonly Definition[] => (known ??= definitionsNear(file, offset));
  const index = documentAt(file, offset)?.document.index;
  const names: EntryStyle['names'] = (kind) =>
    definitions()
      .filter((definition) => definition.kind === kind)
      .map(({ name }) => name);
  const style = (flow: boolean): EntryStyle => ({
    root: schema,
    writer: new SnippetWriter(),
    flow,
    json: context.json,
    unit: indentationUnit(file.text),
    today: context.today,
    names,
    wanted: (kind) => (index ? undefinedNames(index, kind) : []),
  });
  const scene: Scene = { file, schema, place, context, definitions, style };
  const lists = await Promise.all(SOURCES.map(async (source) => source(scene)));
  const whole = found.kind === 'empty' ? suggestWholeDocument(file.kind, style(false)) : [];
  const suggestions = [...whole, ...lists.flat()];
  return {
    isIncomplete: isPartial(suggestions),
    items: suggestions.map((suggestion, order) => toItem(suggestion, order, place, file.lines, context)),
  };
}

/** A path's next folder is listed only when the cursor is in it, and very many names are listed as they are typed. */
function isPartial(suggestions: readonly Suggestion[]): boolean {
  const names = suggestions.filter(({ kind }) => kind === 'name').length;
  return (
    names >= MAX_NAMES || suggestions.some(({ kind }) => kind === 'file' || kind === 'folder' || kind === 'function')
  );
}

/** A blank asks only where a value or an item is due; indenting a line is not to be interrupted. */
function isInterruption(file: CheckedFile, offset: number, { trigger }: CompletionContext): boolean {
  const line = file.text.slice(file.lines.lineStart(file.lines.position(offset).line), offset);
  if (trigger === ' ') return !/[:,[{]\s$|(?:^|\s)-\s$/.test(line);
  return trigger === '#' && !/[\w/]#$/.test(line);
}

/** The place for the first key of a document that holds nothing yet. */
function topLevel(file: CheckedFile, span: CompletionPlace['span']): CompletionPlace {
  const { character } = file.lines.position(span.start);
  return {
    root: undefined,
    path: [],
    role: 'key',
    present: new Set(),
    span: { start: span.start - character, end: span.end },
    typed: '',
    quote: undefined,
    quoteClosed: false,
    hasColon: false,
    inFlow: false,
    prefix: '',
    column: 0,
    keyColumn: 0,
    baseColumn: 0,
    behindDash: false,
  };
}

function inComment(file: CheckedFile, start: number, offset: number, context: CompletionContext): CompletionList {
  const found = suggestInComment(file, start, offset);
  if (!found) return EMPTY;
  const span = { start: found.start, end: offset };
  const target = { span, prefix: '', column: 0, baseColumn: 0, quote: undefined };
  const items = found.suggestions.map((suggestion, order) => toItem(suggestion, order, target, file.lines, context));
  return { isIncomplete: false, items };
}

/** In a card's text, outside its front matter, only a `<!--` comment concerns us. */
function markdownComment(file: CheckedFile, offset: number, context: CompletionContext): CompletionList {
  if (file.kind !== 'huggingface-card') return EMPTY;
  const lineStart = file.lines.lineStart(file.lines.position(offset).line);
  const start = file.text.slice(lineStart, offset).lastIndexOf('<!--');
  return start < 0 ? EMPTY : inComment(file, lineStart + start, offset, context);
}

/** Longer text is not read a second time while its syntax is broken. */
const MAX_REPAIRED = 300_000;

/** Names of the document at the cursor. Where the cursor's line breaks the syntax, those read without that line as well. */
function definitionsNear(file: CheckedFile, offset: number): readonly Definition[] {
  const known = documentAt(file, offset)?.document.index.definitions ?? [];
  const isBroken = file.problems.some(({ rule }) => rule.startsWith('syntax/'));
  if (!isBroken || file.kind !== 'production-plan' || file.text.length > MAX_REPAIRED) return known;
  const line = file.lines.position(offset).line;
  const [start, end] = [file.lines.lineStart(line), file.lines.lineEnd(line)];
  const text = file.text.slice(0, start) + ' '.repeat(end - start) + file.text.slice(end);
  const read = documentAt(readFile(file.kind, text), offset)?.document.index.definitions ?? [];
  return [...known, ...read.filter(({ kind, name }) => !known.some((old) => old.kind === kind && old.name === name))];
}
