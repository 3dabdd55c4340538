import { findPair, resolve, type MapNode, type Node } from '../../document/node.ts';
import type { Path } from '../../problem.ts';
import type { DocumentKind, Finding, Rule } from '../rule.ts';

const HUGGING_FACE: readonly DocumentKind[] = ['huggingface-card'];

/** The hub and its library read all of model-index or nothing: one missing key loses every result. */
export const modelIndex: Rule = {
  id: 'card/model-index',
  severity: 'error',
  kinds: HUGGING_FACE,
  summary: 'The results in model-index have what the hub needs to read them.',
  *check({ root }) {
    const models = list(root, 'model-index', []);
    yield* models.empty('lists no model');
    for (const model of models.entries) {
      yield* model.needs('An entry of model-index', 'name', 'results');
      const results = list(model.node, 'results', model.path);
      yield* results.empty('lists no result');
      for (const result of results.entries) yield* checkResult(result);
    }
  },
};

function* checkResult(result: Entry): Generator<Finding> {
  yield* result.needs('A result', 'task', 'dataset', 'metrics');
  yield* result.child('task')?.needs('The task of a result', 'type') ?? [];
  yield* result.child('dataset')?.needs('The data set of a result', 'type', 'name') ?? [];
  const source = result.child('source');
  if (source && findPair(source.node, 'name')) yield* source.needs('The source of a result', 'url');
  const metrics = list(result.node, 'metrics', result.path);
  yield* metrics.empty('holds no metric');
  for (const metric of metrics.entries) {
    yield* metric.needs('A metric', 'type', 'value');
    yield* textValue(metric.node);
  }
}

/** A mapping below model-index. */
class Entry {
  readonly node: MapNode;
  readonly path: Path;
  /** What to underline when something is missing in it. */
  private readonly place: Node;

  constructor(node: MapNode, path: Path, place: Node) {
    this.node = node;
    this.path = path;
    this.place = place;
  }

  *needs(what: string, ...keys: readonly string[]): Generator<Finding> {
    for (const key of keys) {
      const pair = findPair(this.node, key);
      const value = resolve(pair?.value);
      const isNull = value?.kind === 'scalar' && value.value === null;
      // Where a type is asked for, the schema tells of a key without a value.
      if (pair && isNull ? key !== 'value' : value && !(value.kind === 'scalar' && value.value === '')) continue;
      const { start, end } = this.place;
      const message = `${what} needs "${key}"; without it the hub reads none of the results.`;
      if (pair) yield { span: { start: pair.key.start, end: pair.key.end }, message };
      else yield { span: { start, end }, message, data: { kind: 'insert', path: this.path, key } };
    }
  }

  child(key: string): Entry | undefined {
    const pair = findPair(this.node, key);
    const node = resolve(pair?.value);
    return pair && node?.kind === 'map' ? new Entry(node, [...this.path, key], pair.key) : undefined;
  }
}

interface List {
  readonly entries: readonly Entry[];
  /** A finding when the list is there but has no entry. */
  readonly empty: (what: string) => Finding[];
}

function list(parent: Node | undefined, key: string, path: Path): List {
  const pair = findPair(parent, key);
  const node = resolve(pair?.value);
  if (!pair || node?.kind !== 'seq') return { entries: [], empty: () => [] };
  const entries = node.items.flatMap((item, index) => {
    const map = resolve(item);
    if (map?.kind !== 'map') return [];
    return [new Entry(map, [...path, key, index], map.pairs[0]?.key ?? map)];
  });
  const { start, end } = pair.key;
  const empty = (what: string): Finding[] =>
    node.items.length > 0 ? [] : [{ span: { start, end }, message: `"${key}" ${what}. Add one, or remove the key.` }];
  return { entries, empty };
}

/** A number in quotes is shown, but never compared: neither the hub's leaderboards nor a plan's baseline can use it. */
function* textValue(metric: MapNode): Generator<Finding> {
  const value = resolve(findPair(metric, 'value')?.value);
  if (value?.kind !== 'scalar' || typeof value.value !== 'string') return;
  const number = /^\s*([-+]?\d{1,30}(?:\.\d{0,30})?(?:e[-+]?\d{1,3})?)\s*(%?)\s*$/i.exec(value.value);
  if (!number) return;
  const percent = number[2] === '%' ? ' and say in "name" that it is percent' : '';
  const message = `The value "${value.value.trim()}" is text. Write the number ${number[1] ?? ''} without quotes${percent}, so that it can be compared.`;
  yield { span: { start: value.start, end: value.end }, message };
}
