import type { CheckedFile } from '../core/document/checked-file.ts';
import type { AliasNode, Node } from '../core/document/node.ts';
import type { Span } from '../core/document/text.ts';
import { documentAt } from './place.ts';

/** A YAML anchor with the aliases that stand for it. Spans cover the name without `&` or `*`. */
export interface Anchor {
  readonly name: string;
  readonly node: Node;
  readonly span: Span | undefined;
  readonly aliases: readonly AliasNode[];
}

/** Calls `visit` for each node as it is written, aliases included but not entered. */
export function eachNode(root: Node | undefined, visit: (node: Node) => void): void {
  if (!root) return;
  visit(root);
  if (root.kind === 'seq') for (const item of root.items) eachNode(item, visit);
  if (root.kind === 'map')
    for (const { key, value } of root.pairs) {
      eachNode(key, visit);
      eachNode(value, visit);
    }
}

/** The aliases of `target` in the document under `root`. */
export function aliasesOf(root: Node | undefined, target: Node): AliasNode[] {
  const found: AliasNode[] = [];
  eachNode(root, (node) => {
    if (node.kind === 'alias' && node.target === target) found.push(node);
  });
  return found;
}

/** The anchor whose `&name`, or one of whose `*name`, is at `offset`. */
export function anchorAt(file: CheckedFile, offset: number): Anchor | undefined {
  const root = documentAt(file, offset)?.document.root;
  if (!root || !/[&*]/.test(file.text.slice(Math.max(0, lineStartOf(file, offset)), offset + 1))) return undefined;
  const holds = (span: Span | undefined): boolean =>
    span !== undefined && span.start - 1 <= offset && offset <= span.end;
  let target: Node | undefined;
  eachNode(root, (node) => {
    if (node.kind === 'alias') {
      if (node.start <= offset && offset <= node.end) target = node.target;
    } else if (node.anchor !== undefined && holds(anchorSpan(file.text, node, node.anchor))) target = node;
  });
  if (!target || target.kind === 'alias' || target.anchor === undefined) return undefined;
  const span = anchorSpan(file.text, target, target.anchor);
  return { name: target.anchor, node: target, span, aliases: aliasesOf(root, target) };
}

const lineStartOf = (file: CheckedFile, offset: number): number =>
  file.lines.lineStart(file.lines.position(offset).line);

/** Where the anchor's name is written: before its node, with nothing but a tag or a comment between. */
function anchorSpan(text: string, node: Node, name: string): Span | undefined {
  const at = text.lastIndexOf(`&${name}`, node.start);
  const start = at + 1;
  const end = start + name.length;
  const between = text.slice(end, node.start);
  return at >= 0 && /^(?:\s|#[^\r\n]*|!\S*)*$/.test(between) ? { start, end } : undefined;
}
