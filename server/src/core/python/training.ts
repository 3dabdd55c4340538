import type { Span } from '../document/text.ts';
import { FRAMEWORKS, type Framework } from './frameworks.ts';
import { importsOf, type Imports } from './imports.ts';
import { mayTrain, TRAINING_CALLS } from './may-train.ts';
import { classOf, scopesOf, type Call, type Scope } from './scopes.ts';
import { parsePython, type PythonNode } from './tree.ts';
import { Values } from './values.ts';

export interface FoundTraining {
  /** Hugging Face id of the library that trains. */
  readonly library: string;
  /** The function that trains, as far as one can be named from outside. */
  readonly symbol: string | undefined;
  /** Where training begins: the function's name, `if __name__ == "__main__"`, or the call. */
  readonly span: Span;
}

/** Names that people give what they train, where it came from elsewhere: a parameter, or another file. */
const LEARNER_NAME =
  /(?:^|_)(?:models?|clf|classifiers?|reg|regressors?|estimators?|pipe|pipeline|net|nets|network|learner|booster|trainer|ranker|forecaster|detector|grid|grid_?search|search|gs|gbm|svm|forest|knn|lr|rf|xgb|lgbm?|cat|autoencoder|generator|discriminator)\d*_*$/i;

/** Whether a Python file trains a model, told by what it imports and calls; undefined if it does not. */
export function findTraining(text: string): FoundTraining | undefined {
  if (!mayTrain(text)) return undefined;
  const root = parsePython(text);
  if (!root) return undefined;
  const { imports: statements, calls } = scopesOf(text, root, (name) => TRAINING_CALLS.has(name));
  if (calls.length === 0) return undefined;
  const imports = importsOf(text, statements);
  const imported = FRAMEWORKS.filter((framework) => isImported(framework, imports));
  const values = new Values(text, imports);
  const loop = loopOf(text, calls, imported, values);
  let found: FoundTraining | undefined;
  for (const call of calls) {
    const library = loop?.call === call ? loop.library : libraryOf(text, call, imported, imports, values);
    if (library === undefined || isInsideFramework(call, values)) continue;
    const owner = ownerOf(call.scope);
    const one = { library, ...(owner ?? { symbol: undefined, span: entryAt(text, call.node) }) };
    found ??= one;
    // A function that says it trains is a better entry than the first helper that fits something.
    if (owner && /(?:^|[._])(?:train|fit|main)/i.test(owner.symbol)) return one;
  }
  return found;
}

const isImported = ({ packages }: Framework, { all }: Imports): boolean =>
  all.some((path) => packages.includes(path.split('.')[0] ?? ''));

/** The library by which a call trains. */
function libraryOf(
  text: string,
  { node, scope, name }: Call,
  imported: readonly Framework[],
  imports: Imports,
  values: Values,
): string | undefined {
  const callee = node.firstChild;
  const path = values.of(callee, scope);
  if (path !== undefined) {
    const called = FRAMEWORKS.find(({ functions }) => functions?.test(path));
    if (called) return called.library;
  }
  const receiver = receiverOf(node);
  if (!receiver) return undefined;
  const object = values.of(receiver, scope);
  const isTrainedBy = ({ methods }: Framework): boolean => methods?.includes(name) === true;
  const known = FRAMEWORKS.find(
    (framework) => isTrainedBy(framework) && object !== undefined && framework.learners?.test(object),
  );
  if (known) return known.library;
  if (object !== undefined && !isFromElsewhere(object)) return undefined;
  // It came from somewhere else: its name tells, in a file that imports what can be trained.
  if (!LEARNER_NAME.test(lastName(text, receiver))) return undefined;
  return imported.find((framework) => isTrainedBy(framework) && importsMoreThanHelpers(framework, imports))?.library;
}

/** What a function of another file makes, such as `build_model()`; what a class of a library makes is known by its name. */
function isFromElsewhere(path: string): boolean {
  const [first = ''] = path.split('.');
  const isLibrary = FRAMEWORKS.some(({ packages }) => packages.includes(first));
  return path.startsWith('.') || (!isLibrary && /(?:^|\.)[a-z_]\w*\(\)$/.test(path));
}

function importsMoreThanHelpers({ packages, helpers }: Framework, { all }: Imports): boolean {
  return all.some((path) => packages.includes(path.split('.')[0] ?? '') && helpers?.test(path) !== true);
}

/** What a method is called of. */
function receiverOf({ firstChild: callee }: PythonNode): PythonNode | null {
  return callee?.name === 'MemberExpression' ? callee.firstChild : null;
}

/** `model` of `self.model`, of `models["large"]` and of `build_model()`. */
function lastName(text: string, receiver: PythonNode): string {
  let node: PythonNode | null = receiver;
  for (let depth = 0; node && depth < 20; depth++) {
    const property: PythonNode | null = node.name === 'MemberExpression' ? node.getChild('PropertyName') : null;
    if (property) return text.slice(property.from, property.to);
    if (node.name === 'VariableName') return text.slice(node.from, node.to);
    node = node.firstChild;
  }
  return '';
}

/** The call that begins a training loop written by hand: the gradient is taken, and an optimizer makes its step. */
function loopOf(
  text: string,
  calls: readonly Call[],
  imported: readonly Framework[],
  values: Values,
): { readonly call: Call; readonly library: string } | undefined {
  for (const { loop, library } of imported) {
    if (!loop) continue;
    const call = calls.find(({ name, node }) => name === loop.gradient && receiverOf(node));
    const steps = calls.some(({ name, node, scope }) => {
      const receiver = receiverOf(node);
      if (name !== loop.step || !receiver) return false;
      const path = values.of(receiver, scope);
      return path?.startsWith('torch.optim.')
        ? loop.optimizers.test(path)
        : loop.optimizers.test(lastName(text, receiver));
    });
    if (call && steps) return { call, library };
  }
  return undefined;
}

/** A method that a framework calls, such as a training step or an estimator's own fit, is a part of something else's training. */
function isInsideFramework({ scope }: Call, values: Values): boolean {
  const owner = classOf(scope);
  return (
    owner !== undefined &&
    values.basesOf(owner).some((base) => /^(?:sklearn|keras|lightning|transformers|trl|torch\.optim)\./.test(base))
  );
}

/** The function or method a call is in, by the name under which others can call it. */
function ownerOf(from: Scope): { readonly symbol: string; readonly span: Span } | undefined {
  let found: { symbol: string; span: Span } | undefined;
  for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
    if (scope.kind !== 'function' || !scope.nameNode || !scope.parent) continue;
    const { from: start, to: end } = scope.nameNode;
    const names: string[] = [scope.name];
    let outer: Scope | undefined = scope.parent;
    for (; outer.kind === 'class' && outer.parent; outer = outer.parent) names.unshift(outer.name);
    // What a function defines inside itself cannot be named from outside.
    found = outer.kind === 'module' ? { symbol: names.join('.'), span: { start, end } } : undefined;
  }
  return found;
}

/** `if __name__ == "__main__"` around a call, else the call itself as far as its first line. */
function entryAt(text: string, call: PythonNode): Span {
  for (let node = call.parent; node; node = node.parent) {
    const condition = node.name === 'IfStatement' ? node.firstChild?.nextSibling : null;
    if (condition && text.slice(condition.from, condition.to).includes('__name__'))
      return { start: node.from, end: condition.to };
  }
  const lineEnd = text.slice(call.from, call.to).search(/[\r\n]/);
  return { start: call.from, end: lineEnd < 0 ? call.to : call.from + lineEnd };
}
