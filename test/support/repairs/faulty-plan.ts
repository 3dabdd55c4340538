import { Document, isCollection, isMap, isScalar, isSeq, Pair, Scalar, visit, YAMLMap, type Node } from 'yaml';
import { readFile } from '../../../server/src/core/document/read.ts';
import { SCHEMAS } from '../../../server/src/core/schema/bundled.ts';
import { keyword, walk } from '../../../server/src/core/schema/walk.ts';
import { FULL_PLAN } from '../full-plan.ts';

/** How a plan is laid out. */
export interface Layout {
  readonly indent: 2 | 4;
  /** List items stand deeper than their key. */
  readonly indentSeq: boolean;
  readonly crlf: boolean;
  /** One number in 0…1 per collection: those below the share are in flow style. */
  readonly flow: readonly number[];
  readonly flowShare: number;
  /** One number in 0…1 per line: where comments go. */
  readonly comments: readonly number[];
}

export interface FaultyPlan {
  readonly text: string;
  readonly comments: readonly string[];
  /** What was done to the plan. */
  readonly fault: string;
}

type Path = readonly (string | number)[];
type Mutation = (document: Document) => string | undefined;

const schema = SCHEMAS['production-plan'].schema;
const root = readFile('production-plan', FULL_PLAN).documents[0]?.root;

/** Every way in which this makes the full plan wrong. */
export const MUTATIONS: readonly { readonly name: string; readonly apply: Mutation }[] = mutations();

function mutations(): { name: string; apply: Mutation }[] {
  const found: { name: string; apply: Mutation }[] = [];
  const add = (name: string, apply: (document: Document) => void): void => {
    found.push({ name, apply: (document) => (apply(document), name) });
  };
  walk(schema, root, ({ path, node, schemas }) => {
    const at = path.join('.');
    const required = keyword(schemas, 'required') ?? [];
    if (node.kind === 'map') {
      for (const key of required) add(`lacks ${at}.${key}`, (document) => document.deleteIn([...path, key]));
      if (required.length > 0 && path.length > 1)
        add(`empties ${at}`, (document) => document.setIn(path, new YAMLMap()));
      add(`unknown key in ${at}`, (document) => document.setIn([...path, 'zzzzzzzz'], 1));
    }
    if ((node.kind === 'map' && required.length > 0) || (node.kind === 'seq' && path.length === 2))
      if (path.length > 0) add(`nothing in ${at}`, (document) => document.setIn(path, null));
    if (typeof path.at(-1) === 'string' && path.length > 0) {
      add(`misspells the key ${at}`, (document) => rename(document, path));
      add(`writes ${at} twice`, (document) => repeat(document, path));
    }
    if (node.kind !== 'scalar' || typeof node.value !== 'string') return;
    const word = node.value;
    if (keyword(schemas, 'enum') ?? keyword(schemas, 'x-refers'))
      add(`misspells the value ${at}`, (document) => document.setIn(path, `${word.slice(0, -1)}${word.slice(-1)}q`));
    if (keyword(schemas, 'type') === 'string') add(`a number in ${at}`, (document) => document.setIn(path, 7));
  });
  return found;
}

const mapOf = (document: Document, path: Path): YAMLMap | undefined => {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1)) : document.contents;
  return isMap(parent) ? parent : undefined;
};

const pairOf = (map: YAMLMap | undefined, key: unknown): Pair | undefined =>
  map?.items.find((pair) => isScalar(pair.key) && pair.key.value === key);

function rename(document: Document, path: Path): void {
  const pair = pairOf(mapOf(document, path), path.at(-1));
  const key = String(path.at(-1));
  if (pair) pair.key = new Scalar(`${key.slice(0, -1)}${key.slice(-1)}q`);
}

function repeat(document: Document, path: Path): void {
  const map = mapOf(document, path);
  const pair = pairOf(map, path.at(-1));
  if (map && pair) map.items.push(new Pair(pair.key, (pair.value as Node).clone()));
}

/** The full plan with one mutation, written in a layout. */
export function faultyPlan(index: number, layout: Layout): FaultyPlan {
  const document = new Document(toPlain(root));
  const mutation = MUTATIONS[index % MUTATIONS.length]!;
  mutation.apply(document);
  let number = 0;
  visit(document, (_, node) => {
    if (isCollection(node) && (isSeq(node) || isMap(node)) && node !== document.contents)
      node.flow = (layout.flow[number++ % layout.flow.length] ?? 1) < layout.flowShare;
  });
  const written = document.toString({ indent: layout.indent, indentSeq: layout.indentSeq, lineWidth: 0 });
  const { text, comments } = sprinkle(written, layout.comments);
  return { text: layout.crlf ? text.replaceAll('\n', '\r\n') : text, comments, fault: mutation.name };
}

function toPlain(node: typeof root): unknown {
  if (node?.kind === 'map')
    return Object.fromEntries(
      node.pairs.map(({ key, value }) => [key.kind === 'scalar' ? String(key.value) : '', toPlain(value)]),
    );
  if (node?.kind === 'seq') return node.items.map(toPlain);
  return node?.kind === 'scalar' ? node.value : null;
}

/** Comments behind lines and on lines of their own, each with a number to know it by. */
function sprinkle(text: string, chances: readonly number[]): { text: string; comments: string[] } {
  const comments: string[] = [];
  const comment = (): string => {
    comments.push(`# note ${comments.length}`);
    return comments.at(-1)!;
  };
  const lines = text.split('\n').flatMap((line, index) => {
    const chance = chances[index % chances.length] ?? 1;
    if (line === '' || chance > 0.3) return [line];
    if (chance > 0.15) return [`${line} ${comment()}`];
    return [`${/^ */.exec(line)?.[0] ?? ''}${comment()}`, line];
  });
  return { text: lines.join('\n'), comments };
}
