import { placeAt } from '../../core/document/locate.ts';
import { findEntry, LISTS } from '../../core/lists/lists.ts';
import { FORMATS } from '../../core/schema/formats.ts';
import { schemasAt } from '../../core/schema/json-schema.ts';
import { keyword } from '../../core/schema/walk.ts';
import { doubleQuoted } from '../scalar-text.ts';
import type { Fix, FixScene } from './fix.ts';

/** Puts a number, a boolean or the like in quotes, where text is asked for. */
export function quoteScalar(scene: FixScene): Fix[] {
  const { problem, document, file, schema } = scene;
  if (problem.data?.kind !== 'quote') return [];
  const { start, end } = problem.span;
  const place = placeAt(document.root, start);
  const node = place?.node;
  if (!place || node?.kind !== 'scalar' || node.style !== 'plain' || node.start !== start || node.end !== end)
    return [];
  const text = file.text.slice(start, end);
  const namesRule = place.path[1] === 'waivers' && place.path.at(-1) === 'rule';
  if (namesRule || !isMeant(scene, text, schemasAt(schema, document.root, place.path))) return [];
  const quoted = doubleQuoted(text);
  return [{ title: `Put ${quoted} in quotes`, changes: [{ start, end, text: quoted }], preferred: true, safe: true }];
}

/** Whether the text can be what belongs here: a date, a choice or a name is not mended by quotes around a number. */
function isMeant({ document }: FixScene, text: string, schemas: ReturnType<typeof schemasAt>): boolean {
  const format = keyword(schemas, 'format');
  if (format !== undefined && FORMATS[format]?.test(text) === false) return false;
  if (keyword(schemas, 'enum')?.includes(text) === false) return false;
  const list = keyword(schemas, 'x-list');
  if (list !== undefined && !findEntry(LISTS[list], text)) return false;
  const refers = keyword(schemas, 'x-refers');
  if (refers === undefined || keyword(schemas, 'x-soft')) return true;
  return document.index.definitions.some(({ kind, name }) => name === text && [refers].flat().includes(kind));
}
