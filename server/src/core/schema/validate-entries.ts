import { chunksOf, isLong } from '../document/moved.ts';
import { isMergeKey, keyName, type Node, type SeqNode } from '../document/node.ts';
import type { Value } from '../document/value.ts';
import type { CompiledValidator, SchemaError } from './compiled.ts';
import type { JsonSchema } from './json-schema.ts';
import { Place } from './walk.ts';
import { Notes } from '../document/notes.ts';

/** Chunks of lists whose entries were found to be valid, with what was said of them. */
const valid = new Notes<object, readonly JsonSchema[]>();

/** A list of which only some chunks are validated again. */
interface Reduced {
  /** JSON pointer of the list. */
  readonly pointer: string;
  readonly schemas: readonly JsonSchema[];
  readonly chunks: readonly { readonly core: object; readonly from: number; readonly to: number }[];
  /** Where each entry that is left stands in the document. */
  readonly indices: readonly number[];
}

/**
 * What is wrong with `value`, as the compiled schema tells. Entries of lists that were valid before and did not change since are
 * left out: the bundled schemas say of a list only what each entry must be, and that it must not be empty (a test of the schemas says so).
 */
export function schemaErrors(
  schema: JsonSchema,
  compiled: CompiledValidator,
  root: Node | undefined,
  value: Value,
): readonly SchemaError[] {
  const lists: Reduced[] = [];
  const place = Place.root(schema, root);
  const isValid = compiled(place ? reduce(place, value, '', lists) : value);
  const errors = isValid ? [] : (compiled.errors ?? []).map((error) => located(error, lists));
  const faulty = new Set(errors.flatMap(({ instancePath }) => prefixes(instancePath)));
  for (const { pointer, schemas, chunks } of lists) {
    for (const { core, from, to } of chunks) {
      let index = from;
      while (index < to && !faulty.has(`${pointer}/${index}`)) index++;
      if (index === to) valid.set(core, schemas);
    }
  }
  return errors;
}

/** `value`, which stands at `place`, without the entries of its lists that are known to be valid. */
function reduce(place: Place, value: Value, pointer: string, lists: Reduced[]): Value {
  const { node } = place;
  if (node.kind === 'seq') return Array.isArray(value) ? reduceList(place, node, value, pointer, lists) : value;
  if (node.kind !== 'map' || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  // Of keys written twice and merged ones, the entry need not be the one that gives the value.
  if (node.pairs.some(isMergeKey) || node.pairs.length !== Object.keys(value).length) return value;
  let reduced: { [key: string]: Value } | undefined;
  place.children((child) => {
    if (child.node.kind === 'scalar' || child.node.kind === 'alias') return;
    const key = child.pair && keyName(child.pair);
    const before = key === undefined ? undefined : value[key];
    if (key === undefined || before === undefined) return;
    const after = reduce(child, before, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, lists);
    if (after === before) return;
    reduced ??= Object.assign(Object.create(null) as { [key: string]: Value }, value);
    reduced[key] = after;
  });
  return reduced ?? value;
}

function reduceList(place: Place, node: SeqNode, value: Value[], pointer: string, lists: Reduced[]): Value {
  const schemas = place.itemSchemas;
  if (schemas.length === 0 || !isLong(node)) return value;
  const indices: number[] = [];
  const chunks: Reduced['chunks'][number][] = [];
  let from = 0;
  for (const { core } of chunksOf(node)) {
    const to = from + core.length;
    if (valid.get(core) !== schemas) {
      for (let index = from; index < to; index++) indices.push(index);
      chunks.push({ core, from, to });
    }
    from = to;
  }
  // That it has any entry is something a list is asked for.
  if (indices.length === 0) indices.push(0);
  lists.push({ pointer, schemas, chunks, indices });
  return indices.length === value.length ? value : indices.map((index) => value[index] ?? null);
}

/** An error in a reduced list, with the place it has in the document. */
function located(error: SchemaError, lists: readonly Reduced[]): SchemaError {
  const list = lists.find(({ pointer }) => error.instancePath.startsWith(`${pointer}/`));
  if (!list) return error;
  const [index = '', ...rest] = error.instancePath.slice(list.pointer.length + 1).split('/');
  const instancePath = [list.pointer, list.indices[Number(index)] ?? index, ...rest].join('/');
  return { ...error, instancePath };
}

/** `/a/0`, `/a`: a pointer and those to what encloses it. */
function prefixes(pointer: string): string[] {
  const steps = pointer.split('/');
  return steps.slice(1).map((_, index) => steps.slice(0, index + 2).join('/'));
}
