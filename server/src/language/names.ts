import type { CheckedFile } from '../core/document/checked-file.ts';
import type { AliasNode, ScalarNode } from '../core/document/node.ts';
import type { Span } from '../core/document/text.ts';
import type { Definition, PlanIndex, Reference } from '../core/plan/index-plan.ts';
import type { SymbolKind } from '../core/schema/json-schema.ts';
import { documentAt } from './place.ts';

/** A name of a plan with every place where it is given or used. */
export interface Name {
  readonly name: string;
  /** What it names; several kinds only while it is defined nowhere. */
  readonly kinds: readonly SymbolKind[];
  readonly definitions: readonly Definition[];
  readonly references: readonly Reference[];
  /** What the offset is on. */
  readonly at: Definition | Reference;
}

/** The name at `offset`, or undefined: a soft reference that leads nowhere is free text. */
export function nameAt(file: CheckedFile, offset: number): Name | undefined {
  const index = documentAt(file, offset)?.document.index;
  if (!index) return undefined;
  const holds = ({ written }: Definition | Reference): boolean => written.start <= offset && offset <= written.end;
  const at = index.definitions.find(holds) ?? index.references.find(holds);
  if (!at) return undefined;
  if ('kind' in at) return nameOf(index, at, at.name, [at.kind]);
  const kind = meantKind(index, at);
  if (kind) return nameOf(index, at, at.name, [kind]);
  return at.soft ? undefined : nameOf(index, at, at.name, at.kinds);
}

function nameOf(index: PlanIndex, at: Definition | Reference, name: string, kinds: readonly SymbolKind[]): Name {
  const definitions = index.definitions.filter((other) => other.name === name && kinds.includes(other.kind));
  const references = index.references.filter((other) => {
    if (other.name !== name) return false;
    const meant = meantKind(index, other);
    if (meant) return kinds.includes(meant);
    return !other.soft && other.kinds.some((kind) => kinds.includes(kind));
  });
  return { name, kinds, definitions, references, at };
}

/** The kind a reference means: of those its schema allows, the first that something of this name has. */
function meantKind(index: PlanIndex, reference: Reference): SymbolKind | undefined {
  const defined = index.meantBy(reference).map(({ kind }) => kind);
  return reference.kinds.find((kind) => defined.includes(kind));
}

/** The characters of a scalar or alias that carry its text: inside the quotes, behind the `*`. */
export function innerSpan(text: string, node: ScalarNode | AliasNode): Span {
  if (node.kind === 'alias') return { start: node.start + 1, end: node.end };
  if (node.style === 'single' || node.style === 'double') {
    const quote = text[node.start];
    const isClosed = node.end - node.start > 1 && text[node.end - 1] === quote;
    return { start: node.start + 1, end: isClosed ? node.end - 1 : node.end };
  }
  return { start: node.start, end: node.end };
}
