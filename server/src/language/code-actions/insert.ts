import { nodeAt, pairAt, resolve } from '../../core/document/node.ts';
import type { InsertedValue, Path } from '../../core/problem.ts';
import { propertySchemas, schemasAt, type JsonSchema } from '../../core/schema/json-schema.ts';
import { placeAt } from '../../core/document/locate.ts';
import type { Change } from '../edits/change.ts';
import { fillEmpty, insertEntries, type NewEntry } from '../edits/insert.ts';
import { entryLines, propertiesOf, typeOf, valueLines } from '../snippets/entry.ts';
import { scalarText } from '../scalar-text.ts';
import { plainText } from '../snippets/snippet.ts';
import { wholePlan } from '../snippets/whole-plan.ts';
import { entryStyle, type Fix, type FixScene } from './fix.ts';

/** Writes a missing field or section, with what it must hold proposed; all that are missing at once, too. */
export function insertMissing(scene: FixScene): Fix[] {
  const { problem, together } = scene;
  if (problem.data?.kind !== 'insert') return [];
  const { path, key } = problem.data;
  const single = insertion(scene, path, [key], problem.data.value);
  const keys = together.flatMap(({ data }) =>
    data?.kind === 'insert' && data.value === undefined && isSame(data.path, path) ? [data.key] : [],
  );
  // With several missing, only one of their problems offers to insert all.
  const all = keys.length > 1 && keys[0] === key ? insertion(scene, path, [...new Set(keys)]) : undefined;
  return [
    ...(single ? [{ title: `Insert "${key}"`, changes: single, preferred: true }] : []),
    ...(all ? [{ title: `Insert all ${keys.length} missing fields: ${keys.join(', ')}`, changes: all }] : []),
  ];
}

const isSame = (a: Path, b: Path): boolean => a.length === b.length && a.every((step, index) => step === b[index]);

function insertion(scene: FixScene, path: Path, keys: readonly string[], value?: InsertedValue): Change[] | undefined {
  const { file, document, schema } = scene;
  const schemas = schemasAt(schema, document.root, path);
  const entries = keys.map((key): NewEntry =>
    value === undefined ? newEntry(scene, key, propertySchemas(schemas, key)) : writtenEntry(scene, key, value),
  );
  return insertEntries(
    {
      text: file.text,
      root: document.root,
      documentEnd: document.span.end,
      path,
      order: [...propertiesOf(schemas).keys()],
    },
    entries,
  );
}

/** An entry whose value is known. */
function writtenEntry({ json }: FixScene, key: string, value: InsertedValue): NewEntry {
  const text = (word: string): string => scalarText(word, json ? 'double' : 'plain');
  const written =
    typeof value === 'boolean'
      ? String(value)
      : typeof value === 'string'
        ? text(value)
        : `[${value.map((word) => text(word)).join(', ')}]`;
  const line = `${text(key)}: ${written}`;
  return { key, block: [line], flow: line };
}

function newEntry(scene: FixScene, key: string, schemas: readonly JsonSchema[]): NewEntry {
  const block = entryLines(key, schemas, entryStyle(scene, scene.json)).map(plainText);
  const flow = entryLines(key, schemas, entryStyle(scene, true)).map(plainText).join(' ');
  return { key, block, flow };
}

/** Fills a section that is there by name only: `rollback:` with nothing behind it. */
export function fillSection(scene: FixScene): Fix[] {
  const { problem, document, file, schema } = scene;
  if (!/^schema\/(?:wrong-type|missing)$/.test(problem.rule) || problem.data) return [];
  const place = placeAt(document.root, problem.span.start);
  const path = place?.onKey ? place.path : [];
  const node = nodeAt(document.root, path);
  const isEmpty = !node || (resolve(node)?.kind === 'scalar' && node.kind === 'scalar' && node.value === null);
  // A waiver made up for a rule nobody chose would excuse nothing.
  if (path.join('.') === 'spec.waivers' && file.kind === 'production-plan') return [];
  if (!isEmpty || (path.length > 0 && !pairAt(document.root, path))) return [];
  const schemas = schemasAt(schema, document.root, path);
  const type = typeOf(schemas);
  if (type !== 'object' && type !== 'array') return [];
  if (path.length === 0 && file.kind === 'production-plan') return fillPlan(scene);
  const block = valueLines(schemas, entryStyle(scene, scene.json));
  const flow = valueLines(schemas, entryStyle(scene, true));
  const inline = plainText(flow.inline ?? '');
  const lines = (block.lines ?? [block.inline]).map(plainText);
  const target = { text: file.text, root: document.root, documentEnd: document.span.end, path };
  const changes = fillEmpty(target, { block: lines, flow: inline });
  const name = path.at(-1);
  return changes
    ? [
        {
          title: `Fill ${name === undefined ? 'the document' : `"${name}"`} with what it must hold`,
          changes,
          preferred: true,
        },
      ]
    : [];
}

function fillPlan(scene: FixScene): Fix[] {
  const { file, document } = scene;
  const block = wholePlan(entryStyle(scene, false)).map(plainText);
  const target = { text: file.text, root: document.root, documentEnd: document.span.end, path: [] };
  const changes = fillEmpty(target, { block, flow: '' });
  return changes ? [{ title: 'Fill the document with every required section', changes, preferred: true }] : [];
}
