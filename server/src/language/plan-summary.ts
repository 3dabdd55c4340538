import type { CheckedFile } from '../core/document/checked-file.ts';
import { stringAt } from '../core/document/node.ts';
import type { Range } from '../core/document/text.ts';
import type { PathKind, SymbolKind } from '../core/schema/json-schema.ts';
import { innerSpan } from './names.ts';

/** What a workspace knows of each of its plans without having read it again: plain data, in the order of the file. */
export interface PlanSummary {
  readonly documents: readonly DocumentSummary[];
}

export interface DocumentSummary {
  /** metadata.name. */
  readonly name?: string;
  readonly names: readonly { readonly name: string; readonly kind: SymbolKind; readonly range: Range }[];
  readonly paths: readonly NamedPath[];
}

/** A path that a plan names. */
export interface NamedPath {
  readonly text: string;
  readonly kind: PathKind;
  /** Keys and indices to it, joined by dots. */
  readonly at: string;
}

export function summaryOf(file: CheckedFile): PlanSummary {
  return {
    documents: file.documents.map(({ root, index }) => {
      const name = stringAt(root, ['metadata', 'name']);
      return {
        ...(name !== undefined && { name }),
        names: index.definitions.map(({ name, kind, written }) => ({
          name,
          kind,
          range: file.lines.range(innerSpan(file.text, written)),
        })),
        paths: index.paths.map(({ text, kind, path }) => ({ text, kind, at: path.join('.') })),
      };
    }),
  };
}
