import { placeAt } from '../../core/document/locate.ts';
import { schemasAt } from '../../core/schema/json-schema.ts';
import { keyword } from '../../core/schema/walk.ts';
import { scalarText } from '../scalar-text.ts';
import type { Change } from '../edits/change.ts';
import type { Fix, FixScene } from './fix.ts';

/** Did you mean … : one fix per candidate, the nearest first. */
export function replaceWord(scene: FixScene): Fix[] {
  const { data } = scene.problem;
  if (data?.kind !== 'replace') return [];
  return data.replacements.flatMap((word, index): Fix[] => {
    const change = replacement(scene, word);
    if (!change) return [];
    return [
      {
        title: `Change "${change.written}" to "${word}"`,
        changes: [change],
        ...(index === 0 && { preferred: true }),
        ...(data.replacements.length === 1 && !data.unsure && { safe: true }),
      },
    ];
  });
}

/** Has the plan say what a running system has. Nobody's hand but a person's does that. */
export function takeFromSystem(scene: FixScene): Fix[] {
  const { data } = scene.problem;
  if (data?.kind !== 'align' || data.value === undefined) return [];
  const change = replacement(scene, data.value);
  return change ? [{ title: `Take ${data.value} from "${data.system}" into the plan`, changes: [change] }] : [];
}

/** `word` in the place of what is at the problem, in the quotes that it has and needs; `written` is what is there. */
function replacement(
  { problem, document, file, schema, json }: FixScene,
  word: string,
): (Change & { readonly written: string }) | undefined {
  const { start, end } = problem.span;
  const place = placeAt(document.root, start);
  const node = place?.onKey ? place.pair?.key : place?.node;
  if (!place || !node || node.kind === 'map' || node.kind === 'seq' || node.start > start || node.end < end)
    return undefined;
  const isWhole = node.start === start && node.end === end;
  const schemas = place.onKey ? [] : schemasAt(schema, document.root, place.path);
  const allowed: readonly unknown[] = keyword(schemas, 'enum') ?? [];
  const isNumeric = keyword(schemas, 'type') === 'number' || keyword(schemas, 'type') === 'boolean';
  const style = node.kind === 'scalar' ? node.style : 'plain';
  const written = isWhole && node.kind === 'scalar' ? String(node.value) : file.text.slice(start, end);
  const isText = !isNumeric && !allowed.some((value) => typeof value !== 'string' && String(value) === word);
  // A part of a longer scalar is inside its quotes already.
  return { start, end, written, text: isWhole && isText ? scalarText(word, json ? 'double' : style) : word };
}
