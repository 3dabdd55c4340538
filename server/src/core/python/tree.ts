import { parser } from '@lezer/python';

/** A node of a Python file's syntax tree, named as the grammar names it. */
export type PythonNode = ReturnType<typeof parser.parse>['topNode'];

/** Longer files are no code that somebody wrote: generated, or hostile. */
const MAX_CHARACTERS = 300_000;

/** The tree of a Python file. It never throws: a half-written file has nodes for errors. Undefined for one too long. */
export function parsePython(text: string): PythonNode | undefined {
  return text.length > MAX_CHARACTERS ? undefined : parser.parse(text).topNode;
}

/** Children of a node, without comments. */
export function childrenOf(node: PythonNode): PythonNode[] {
  const children: PythonNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (child.name !== 'Comment') children.push(child);
  return children;
}

/** The expressions in a list, call or literal: its children that are no punctuation. */
export function expressionsIn(node: PythonNode): PythonNode[] {
  return childrenOf(node).filter(({ name }) => /^[A-Z]/.test(name) && name !== 'AssignOp');
}
