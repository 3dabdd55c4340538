import { coreOf, type Chunk } from './moved.ts';
import type { MapNode, Node } from './node.ts';
import { Notes } from './notes.ts';

/**
 * What `tell` says of a mapping, worked out once for as long as edits leave it as it is, wherever they move it. `tell` gets
 * the mapping as it was first read and must look at nothing else; offsets it tells are that one's, not the document's.
 * Only for nodes of which a document may have thousands and an edit changes one: remembering costs memory.
 */
export function perNode<T>(tell: (node: MapNode) => T): (node: MapNode) => T {
  const told = remembered(tell);
  return (node) => told(coreOf(node));
}

/** As `perNode`, of some entries of a sequence at a time. */
export function perChunk<T>(tell: (items: readonly Node[]) => T): (chunk: Chunk) => T {
  const told = remembered(tell);
  return (chunk) => told(chunk.core);
}

/** What `tell` says of an object that does not change, worked out once. */
export const remembered = <K extends object, T>(tell: (key: K) => T): ((key: K) => T) =>
  rememberedBy((key) => key, tell);

/** What `tell` says of one thing, worked out once for all that have the same `keyOf`. */
export function rememberedBy<A, T>(keyOf: (of: A) => object, tell: (of: A) => T): (of: A) => T {
  const known = new Notes<object, { readonly told: T }>();
  return (of) => {
    const key = keyOf(of);
    const before = known.get(key);
    if (before) return before.told;
    const told = tell(of);
    known.set(key, { told });
    return told;
  };
}
