import { placeAt } from '../../core/document/locate.ts';
import { schemasAt } from '../../core/schema/json-schema.ts';
import { keyword } from '../../core/schema/walk.ts';
import { scalarText } from '../scalar-text.ts';
import type { Fix, FixScene } from './fix.ts';

/** Did you mean … : one fix per candidate, the nearest first. */
export function replaceWord({ problem, document, file, schema, json }: FixScene): Fix[] {
  if (problem.data?.kind !== 'replace') return [];
  const { start, end } = problem.span;
  const place = placeAt(document.root, start);
  const node = place?.onKey ? place.pair?.key : place?.node;
  if (!place || !node || node.kind === 'map' || node.kind === 'seq' || node.start > start || node.end < end) return [];
  const isWhole = node.start === start && node.end === end;
  const schemas = place.onKey ? [] : schemasAt(schema, document.root, place.path);
  const allowed: readonly unknown[] = keyword(schemas, 'enum') ?? [];
  const isNumeric = keyword(schemas, 'type') === 'number' || keyword(schemas, 'type') === 'boolean';
  const style = node.kind === 'scalar' ? node.style : 'plain';
  const { replacements, unsure } = problem.data;
  const written = isWhole && node.kind === 'scalar' ? String(node.value) : file.text.slice(start, end);
  return replacements.map((word, index) => {
    const isText = !isNumeric && !allowed.some((value) => typeof value !== 'string' && String(value) === word);
    // A part of a longer scalar is inside its quotes already.
    const text = isWhole && isText ? scalarText(word, json ? 'double' : style) : word;
    return {
      title: `Change "${written}" to "${word}"`,
      changes: [{ start, end, text }],
      ...(index === 0 && { preferred: true }),
      ...(replacements.length === 1 && !unsure && { safe: true }),
    };
  });
}
