import { SYMBOL_NAMES, type Definition } from '../../core/plan/index-plan.ts';
import { keyword } from '../../core/schema/walk.ts';
import { render } from '../hover/markup.ts';
import { summarize } from '../hover/summary.ts';
import type { Scene, Suggestion } from './context.ts';
import { valueSchemas, written } from './values.ts';

/** Longer lists are cut; what is typed next shortens them. */
export const MAX_NAMES = 500;

/** Names defined elsewhere in the plan that may stand at the cursor. */
export function suggestNames(scene: Scene): Suggestion[] {
  const refers = keyword(valueSchemas(scene), 'x-refers');
  if (!refers) return [];
  const kinds = [refers].flat();
  const seen = new Set(scene.place.present);
  const found: Suggestion[] = [];
  const definitions = scene.definitions();
  const typed = definitions.length > MAX_NAMES ? scene.place.typed.toLowerCase() : '';
  for (const definition of definitions) {
    if (found.length >= MAX_NAMES) break;
    if (!kinds.includes(definition.kind) || seen.has(definition.name)) continue;
    if (!definition.name.toLowerCase().includes(typed)) continue;
    seen.add(definition.name);
    found.push({
      label: definition.name,
      kind: 'name',
      lines: [written(scene, definition.name)],
      detail: SYMBOL_NAMES[definition.kind].one,
      documentation: summary(scene, definition),
      rank: kinds.indexOf(definition.kind),
    });
  }
  return found;
}

/** What the entry is, for a reader who chooses among several. */
function summary({ file }: Scene, definition: Definition): string {
  const { node } = definition;
  const holder = file.documents.find(({ root }) => root && root.start <= node.start && node.end <= root.end);
  return render(summarize(holder?.root, definition), 'markdown');
}
