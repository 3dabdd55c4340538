import { SymbolKind, type DocumentSymbol, type SymbolInformation } from 'vscode-languageserver-types';
import type { CheckedFile } from '../core/document/checked-file.ts';
import { findPair, isMergeKey, keyName, resolve, stringAt, type Node, type Pair } from '../core/document/node.ts';
import type { Span } from '../core/document/text.ts';
import { entrySpan, tidySpan } from './span.ts';
import { shortened } from './shortened.ts';

/** An outline longer than this helps nobody, and editors become slow with it. */
const MAX_SYMBOLS = 5_000;
const MAX_DETAIL = 60;

/** Keys that name an entry of a list, the best first. */
const NAMING = ['name', 'column', 'username', 'title', 'rule', 'check', 'channel', 'indicator', 'after'];
/** Keys that say what kind of entry it is. */
const TELLING = ['role', 'type', 'severity', 'method', 'kind', 'status'];

/** The outline of a file: sections, their fields, and the entries of lists by their names. */
export function documentSymbols(file: CheckedFile): DocumentSymbol[] {
  const outline = new Outline(file);
  const documents = file.documents.filter(({ root }) => root?.kind === 'map' && root.pairs.length > 0);
  if (documents.length < 2) return documents.flatMap(({ root }) => (root ? outline.children(root, root) : []));
  return documents.flatMap(({ root }, index) => {
    if (!root) return [];
    const name = stringAt(root, ['metadata', 'name']) ?? stringAt(root, ['model_details', 'name']);
    const span = tidySpan(file.text, root);
    const at = { start: span.start, end: span.start };
    return outline.symbol(name || `document ${index + 1}`, '', SymbolKind.File, span, at, root);
  });
}

/** The same for editors that show no hierarchy. */
export function flatSymbols(file: CheckedFile, uri: string): SymbolInformation[] {
  const flatten = (symbols: readonly DocumentSymbol[], containerName?: string): SymbolInformation[] =>
    symbols.flatMap(({ name, kind, range, children = [] }) => [
      { name, kind, location: { uri, range }, ...(containerName !== undefined && { containerName }) },
      ...flatten(children, name),
    ]);
  return flatten(documentSymbols(file));
}

class Outline {
  private readonly file: CheckedFile;
  private budget = MAX_SYMBOLS;

  constructor(file: CheckedFile) {
    this.file = file;
  }

  /** The symbols in `node`, which lies in `parent`. */
  children(node: Node, parent: Span): DocumentSymbol[] {
    if (node.kind === 'map') return node.pairs.flatMap((pair) => this.entry(pair, parent));
    if (node.kind === 'seq') return node.items.flatMap((item, index) => this.item(item, index, parent));
    return [];
  }

  symbol(name: string, detail: string, kind: SymbolKind, span: Span, at: Span, node: Node): DocumentSymbol[] {
    if (--this.budget < 0) return [];
    const { lines } = this.file;
    return [
      {
        name: oneLine(name),
        ...(detail && { detail: oneLine(detail) }),
        kind,
        range: lines.range(span),
        selectionRange: lines.range(at),
        children: this.children(node, span),
      },
    ];
  }

  private entry(pair: Pair, parent: Span): DocumentSymbol[] {
    const name = isMergeKey(pair) ? '<<' : keyName(pair);
    if (name === undefined) return [];
    const span = within(parent, entrySpan(this.file.text, pair));
    const at = within(span, { start: pair.key.start, end: pair.key.end });
    return this.symbol(name || '""', this.detail(pair.value), kindOf(pair.value), span, at, pair.value);
  }

  private item(item: Node, index: number, parent: Span): DocumentSymbol[] {
    const span = within(parent, tidySpan(this.file.text, item));
    const scalar = resolve(item);
    if (item.kind !== 'map') {
      const name = scalar?.kind === 'scalar' && scalar.value !== null ? String(scalar.value) : '';
      return this.symbol(name || `#${index + 1}`, '', kindOf(item), span, span, item);
    }
    const naming = NAMING.map((key) => findPair(item, key)).find((pair) => textOf(pair) !== '');
    const telling = TELLING.map((key) => textOf(findPair(item, key))).find((text) => text !== '') ?? '';
    const named = naming && naming.value.start >= span.start && naming.value.end <= span.end ? naming.value : undefined;
    const at = named ? tidySpan(this.file.text, named) : { start: span.start, end: span.start };
    return this.symbol(textOf(naming) || `#${index + 1}`, telling, SymbolKind.Object, span, at, item);
  }

  private detail(value: Node): string {
    if (value.kind === 'alias') return `*${value.name}`;
    if (value.kind === 'scalar') return value.value === null ? '' : String(value.value);
    return value.kind === 'seq' && value.items.length > 0 ? `${value.items.length}` : textOf(findPair(value, 'name'));
  }
}

/** An empty value is read as standing behind the blanks that its parent's range leaves out. */
function within(parent: Span, { start, end }: Span): Span {
  const clamp = (offset: number): number => Math.max(parent.start, Math.min(offset, parent.end));
  return { start: clamp(start), end: clamp(end) };
}

function textOf(pair: Pair | undefined): string {
  const value = resolve(pair?.value);
  return value?.kind === 'scalar' && value.value !== null ? String(value.value) : '';
}

function kindOf(node: Node): SymbolKind {
  const value = resolve(node);
  if (value?.kind === 'map') return SymbolKind.Module;
  if (value?.kind === 'seq') return SymbolKind.Array;
  switch (typeof value?.value) {
    case 'number':
      return SymbolKind.Number;
    case 'boolean':
      return SymbolKind.Boolean;
    default:
      return SymbolKind.String;
  }
}

function oneLine(text: string): string {
  return shortened(text.replace(/\s+/g, ' ').trim() || '""', MAX_DETAIL);
}
