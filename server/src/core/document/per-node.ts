import { coreOf } from './moved.ts';
import type { MapNode, Node, SeqNode } from './node.ts';

/**
 * What `tell` says of a mapping or sequence, worked out once for as long as edits leave it as it is, wherever they move it.
 * `tell` gets the node as it was first read and must look at nothing else; offsets it tells are that node's, not the document's.
 * Only for nodes of which a document may have thousands and an edit changes one: remembering costs memory.
 */
export function perNode<N extends MapNode | SeqNode, T>(tell: (node: N) => T): (node: N) => T {
  const known = new WeakMap<Node, { readonly told: T }>();
  return (node) => {
    const core = coreOf(node);
    const before = known.get(core);
    if (before) return before.told;
    const told = tell(core);
    known.set(core, { told });
    return told;
  };
}
