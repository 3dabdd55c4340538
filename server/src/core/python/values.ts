import { FRAMEWORKS } from './frameworks.ts';
import { usual, type Imports } from './imports.ts';
import { classOf, type Given, type Scope } from './scopes.ts';
import { expressionsIn, type PythonNode } from './tree.ts';

/** Deeper than any expression that somebody wrote. */
const MAX_DEPTH = 30;
/** Expressions looked at in one file. */
const MAX_STEPS = 20_000;
/** Methods that give the object itself, or another of its kind. */
const FLUENT =
  /^(?:fit|partial_fit|set_params|set_output|to|cuda|cpu|float|half|double|copy|train|eval|requires_grad_|compile)$/;
/** Functions whose results are, or hold, what they were given. */
const PASSING =
  /^(?:enumerate|zip|list|tuple|sorted|reversed|iter|next|copy\.(?:deep)?copy|deepcopy|copy|clone|sklearn\.base\.clone|torch\.compile)$/;
const PIPELINE = /(?:^|\.)(?:Pipeline|make_pipeline)$/;

/** Something that a class of this file makes; its methods are looked at where they are written. */
const OWN = '<own>';
/** A pipeline that only prepares data. */
const PREPARATION = 'sklearn.preprocessing.Pipeline()';

/** Whether a dotted name is something that can be trained. */
const isLearner = (path: string | undefined): boolean =>
  path !== undefined && FRAMEWORKS.some(({ learners }) => learners?.test(path));

/**
 * What expressions of a file stand for, as dotted names: `sklearn.svm.SVC` for an imported class, `sklearn.svm.SVC()`
 * for what a call of it gives. Undefined where the file does not tell.
 */
export class Values {
  private readonly text: string;
  private readonly imports: Imports;
  private readonly known = new Map<string, string | undefined>();
  private steps = MAX_STEPS;

  constructor(text: string, imports: Imports) {
    this.text = text;
    this.imports = imports;
  }

  of(node: PythonNode | null | undefined, scope: Scope, depth = 0): string | undefined {
    if (!node || depth > MAX_DEPTH || --this.steps < 0) return undefined;
    const next = (other: PythonNode | null): string | undefined => this.of(other, scope, depth + 1);
    switch (node.name) {
      case 'VariableName':
        return this.named(this.word(node), scope, depth);
      case 'MemberExpression':
        return this.member(node, scope, depth);
      case 'CallExpression':
        return this.call(node, scope, depth);
      case 'AwaitExpression':
      case 'ParenthesizedExpression':
      case 'ArrayExpression':
      case 'TupleExpression':
      case 'DictionaryExpression':
      case 'SetExpression':
      case 'ConditionalExpression':
      case 'BinaryExpression':
        return best(expressionsIn(node).map(next));
      default:
        return undefined;
    }
  }

  /** Dotted names of what a class derives from, as far as it is not of this file. */
  basesOf(own: Scope, depth = 0): string[] {
    return own.bases.flatMap((base) => this.of(base, own.parent ?? own, depth + 1) ?? []);
  }

  private word({ from, to }: PythonNode): string {
    return this.text.slice(from, to);
  }

  private named(name: string, from: Scope, depth: number): string | undefined {
    for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
      // What a class binds is not seen from its methods.
      if (scope.kind === 'class' && scope !== from) continue;
      const found = this.given(name, scope, depth);
      if (found !== undefined) return found;
      if (scope.parameters.has(name)) return undefined;
      const inner = scope.inner.get(name);
      if (inner?.kind === 'class') return best(this.basesOf(inner, depth)) ?? OWN;
      if (inner) return `${OWN}.${name}`;
    }
    const imported = this.imports.names.get(name);
    if (imported !== undefined) return imported;
    const [star] = this.imports.stars;
    return star !== undefined && /^[A-Z]|^make_/.test(name) ? `${star}.${name}` : undefined;
  }

  private given(name: string, scope: Scope, depth: number): string | undefined {
    const all = scope.given.get(name);
    if (!all) return undefined;
    const key = `${scope.node.from} ${scope.kind} ${name}`;
    // Also says of a name that is given itself that nothing more is known.
    if (this.known.has(key)) return this.known.get(key);
    this.known.set(key, undefined);
    const found = best(all.slice(0, 20).map((given) => this.valueOf(given, scope, depth)));
    this.known.set(key, found);
    return found;
  }

  private valueOf({ as, node }: Given, scope: Scope, depth: number): string | undefined {
    const path = this.of(node, scope, depth + 1);
    return as === 'instance' && path !== undefined ? `${path}()` : path;
  }

  private member(node: PythonNode, scope: Scope, depth: number): string | undefined {
    const property = node.getChild('PropertyName');
    // An element, such as models["large"], is what is known of its siblings.
    if (!property) return this.of(node.firstChild, scope, depth + 1);
    const owner = classOf(scope);
    if (owner && /^self\.\w+$/.test(this.word(node))) {
      const own = this.given(this.word(node), owner, depth);
      return own ?? (owner.inner.has(this.word(property)) ? `${OWN}.${this.word(property)}` : undefined);
    }
    const object = this.of(node.firstChild, scope, depth + 1);
    return object === undefined ? undefined : usual(`${object}.${this.word(property)}`);
  }

  private call(node: PythonNode, scope: Scope, depth: number): string | undefined {
    const callee = node.firstChild;
    const path = this.of(callee, scope, depth + 1);
    const name = callee ? this.word(callee) : '';
    const args = (): (string | undefined)[] =>
      this.argumentsOf(node).map((argument) => this.of(argument, scope, depth + 1));
    if (PASSING.test(path ?? name)) return best(args());
    if (path !== undefined && PIPELINE.test(path)) return this.pipeline(path, node, scope, depth);
    const method = callee?.name === 'MemberExpression' ? callee.getChild('PropertyName') : null;
    if (path?.startsWith(`${OWN}.`)) return this.returned(path.slice(OWN.length + 1), scope, depth);
    if (method && /^(?:items|values)$/.test(this.word(method))) return this.of(callee?.firstChild, scope, depth + 1);
    if (path === undefined) return undefined;
    if (method && path.includes('()') && FLUENT.test(this.word(method))) return path.slice(0, path.lastIndexOf('.'));
    // Other ways to make one: Trainer.from_argparse_args(…).
    const made = /^(.*\.[A-Z]\w*)\.from_\w+$/.exec(path)?.[1] ?? path;
    return path === OWN ? OWN : `${made}()`;
  }

  /** A pipeline is trained when something in it is; of steps that are not known, it is assumed. */
  private pipeline(path: string, node: PythonNode, scope: Scope, depth: number): string {
    const steps = this.argumentsOf(node).flatMap((argument) => this.stepsIn(argument, 0));
    const values = steps.map((step) => this.of(step, scope, depth + 1));
    const isPreparation =
      values.length > 0 && values.every((value) => value?.startsWith('sklearn.') && !isLearner(value));
    return isPreparation ? PREPARATION : `${path}()`;
  }

  private stepsIn(node: PythonNode, depth: number): PythonNode[] {
    if (depth < 4 && /^(?:Array|Tuple)Expression$/.test(node.name))
      return expressionsIn(node).flatMap((inner) => this.stepsIn(inner, depth + 1));
    return /^(?:CallExpression|VariableName|MemberExpression)$/.test(node.name) ? [node] : [];
  }

  private argumentsOf(node: PythonNode): PythonNode[] {
    const list = node.getChild('ArgList');
    return list ? expressionsIn(list).filter((argument) => argument.nextSibling?.name !== 'AssignOp') : [];
  }

  /** What a function of this file returns, by its annotation or its statements. */
  private returned(name: string, from: Scope, depth: number): string | undefined {
    let own: Scope | undefined;
    for (let scope: Scope | undefined = from; scope && !own; scope = scope.parent) own = scope.inner.get(name);
    if (own?.kind !== 'function') return undefined;
    const key = `${own.node.from} returns`;
    if (this.known.has(key)) return this.known.get(key);
    this.known.set(key, undefined);
    const scope = own;
    const annotation = own.node.getChild('TypeDef');
    const type = annotation ? this.of(expressionsIn(annotation)[0], scope, depth + 1) : undefined;
    const values = own.returns.slice(0, 20).map((node) => this.of(node, scope, depth + 1));
    const found = best([...values, type === undefined ? undefined : `${type}()`]);
    this.known.set(key, found);
    return found;
  }
}

/** What can be trained, else the first that is known. */
function best(paths: readonly (string | undefined)[]): string | undefined {
  return paths.find(isLearner) ?? paths.find((path) => path !== undefined);
}
