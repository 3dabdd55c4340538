import { childrenOf, expressionsIn, type PythonNode } from './tree.ts';

/** What a name was given: an expression's value, an element of it, or an instance of the class it names. */
export interface Given {
  readonly as: 'value' | 'element' | 'instance';
  readonly node: PythonNode;
}

/** A module, class or function, and the names it binds. */
export interface Scope {
  readonly kind: 'module' | 'class' | 'function';
  readonly node: PythonNode;
  readonly name: string;
  /** Of the name; of a module undefined. */
  readonly nameNode: PythonNode | undefined;
  readonly parent: Scope | undefined;
  readonly given: Map<string, Given[]>;
  /** Parameters of which nothing is known hide what the name means outside. */
  readonly parameters: Set<string>;
  readonly inner: Map<string, Scope>;
  /** What a function returns. */
  readonly returns: PythonNode[];
  readonly bases: readonly PythonNode[];
}

/** A call, and the scope it stands in. */
export interface Call {
  readonly node: PythonNode;
  readonly scope: Scope;
  /** The method's name, or that of what is called. */
  readonly name: string;
}

export interface Scopes {
  readonly module: Scope;
  readonly imports: readonly PythonNode[];
  readonly calls: readonly Call[];
}

/** Reads which names a file binds where, and the calls of the names `wanted`, in one pass over its tree. */
export function scopesOf(text: string, root: PythonNode, wanted: (name: string) => boolean): Scopes {
  const module = scope('module', root, '', undefined, undefined, []);
  const imports: PythonNode[] = [];
  const calls: Call[] = [];
  let current = module;
  const word = ({ from, to }: PythonNode): string => text.slice(from, to);
  root.cursor().iterate(
    ({ name, node }) => {
      if (name === 'ImportStatement') imports.push(node);
      else if (name === 'FunctionDefinition' || name === 'ClassDefinition') {
        const nameNode = node.getChild('VariableName') ?? undefined;
        const isClass = name === 'ClassDefinition';
        const bases = isClass ? basesOf(node) : [];
        const own = nameNode ? word(nameNode) : '';
        const inner = scope(isClass ? 'class' : 'function', node, own, nameNode, current, bases);
        if (!isClass) readParameters(inner, node.getChild('ParamList'), word);
        if (own !== '') current.inner.set(own, inner);
        current = inner;
      } else if (name === 'AssignStatement') assign(current, childrenOf(node), word);
      else if (name === 'NamedExpression') assign(current, childrenOf(node), word);
      else if (name === 'ForStatement') bindLoop(current, childrenOf(node), word);
      else if (name === 'WithStatement') bindWith(current, childrenOf(node), word);
      else if (name === 'ReturnStatement') current.returns.push(...expressionsIn(node));
      else if (name === 'CallExpression') {
        const callee = node.firstChild;
        const called = callee?.name === 'MemberExpression' ? callee.getChild('PropertyName') : callee;
        const calledName = called ? word(called) : '';
        if (wanted(calledName)) calls.push({ node, scope: current, name: calledName });
      }
    },
    ({ name, from }) => {
      const isScope = name === 'FunctionDefinition' || name === 'ClassDefinition';
      if (isScope && current.node.from === from && current.parent) current = current.parent;
    },
  );
  return { module, imports, calls };
}

function scope(
  kind: Scope['kind'],
  node: PythonNode,
  name: string,
  nameNode: PythonNode | undefined,
  parent: Scope | undefined,
  bases: readonly PythonNode[],
): Scope {
  const empty = { given: new Map<string, Given[]>(), parameters: new Set<string>(), inner: new Map<string, Scope>() };
  return { kind, node, name, nameNode, parent, bases, returns: [], ...empty };
}

/** Positional arguments of a class: what it derives from. */
function basesOf(node: PythonNode): PythonNode[] {
  const list = node.getChild('ArgList');
  return list ? expressionsIn(list).filter((argument) => argument.nextSibling?.name !== 'AssignOp') : [];
}

type Word = (node: PythonNode) => string;

function readParameters(own: Scope, list: PythonNode | null, word: Word): void {
  for (const node of list ? childrenOf(list) : []) {
    // A default's name is no parameter.
    if (node.name !== 'VariableName' || node.prevSibling?.name === 'AssignOp') continue;
    own.parameters.add(word(node));
    const annotation = node.nextSibling?.name === 'TypeDef' ? expressionsIn(node.nextSibling)[0] : undefined;
    if (annotation) give(own, word(node), { as: 'instance', node: annotation });
  }
}

function give(to: Scope, name: string, given: Given): void {
  const known = to.given.get(name);
  if (known) known.push(given);
  else to.given.set(name, [given]);
}

/** Binds a name, or an attribute of `self`, which belongs to the class. */
function bind(current: Scope, target: PythonNode, given: Given, word: Word): void {
  if (target.name === 'VariableName') give(current, word(target), given);
  else if (target.name === 'MemberExpression' && /^self\.\w+$/.test(word(target))) {
    const owner = classOf(current);
    if (owner) give(owner, word(target), given);
  }
}

/** The class whose method `current` is, or is in. */
export function classOf(current: Scope): Scope | undefined {
  for (let at: Scope | undefined = current; at; at = at.parent) if (at.kind === 'class') return at;
  return undefined;
}

/** `a = b = value`, `a, b = value, other` and `a: Type = value`. */
function assign(current: Scope, children: readonly PythonNode[], word: Word): void {
  const parts: PythonNode[][] = [[]];
  for (const child of children) {
    if (child.name === 'AssignOp') parts.push([]);
    else if (/^[A-Z]/.test(child.name)) parts.at(-1)?.push(child);
  }
  const values = parts.length > 1 ? (parts.pop() ?? []) : [];
  for (const part of parts) {
    const targets = part.filter(({ name }) => name !== 'TypeDef');
    const annotation = part.find(({ name }) => name === 'TypeDef');
    const type = annotation && expressionsIn(annotation)[0];
    for (const [index, target] of targets.entries()) {
      const value = values.length === targets.length ? values[index] : undefined;
      if (value) bind(current, target, { as: 'value', node: value }, word);
      else for (const node of values) bind(current, target, { as: 'element', node }, word);
      if (type) bind(current, target, { as: 'instance', node: type }, word);
    }
  }
}

function bindLoop(current: Scope, children: readonly PythonNode[], word: Word): void {
  const at = children.findIndex(({ name }) => name === 'in');
  const iterated = children[at + 1];
  if (at < 0 || !iterated) return;
  const targets = children
    .slice(1, at)
    .flatMap((node) => (node.name === 'TupleExpression' ? expressionsIn(node) : [node]));
  for (const target of targets) bind(current, target, { as: 'element', node: iterated }, word);
}

function bindWith(current: Scope, children: readonly PythonNode[], word: Word): void {
  for (const [index, child] of children.entries()) {
    const [value, target] = [children[index - 1], children[index + 1]];
    if (child.name === 'as' && value && target) bind(current, target, { as: 'value', node: value }, word);
  }
}
