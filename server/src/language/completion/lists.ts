import { LISTS } from '../../core/lists/lists.ts';
import { keyword } from '../../core/schema/walk.ts';
import type { Scene, Suggestion } from './context.ts';
import { optional } from './keys.ts';
import { valueSchemas, written } from './values.ts';

/** Identifiers of the dated lists: licences, tasks, languages, libraries. */
export function suggestListed(scene: Scene): Suggestion[] {
  const name = keyword(valueSchemas(scene), 'x-list');
  if (!name) return [];
  const list = LISTS[name];
  return list.entries
    .filter(({ id }) => !scene.place.present.has(id))
    .map((entry) => ({
      label: entry.id,
      kind: 'value' as const,
      lines: [written(scene, entry.id)],
      rank: 0,
      ...optional('detail', entry.name ?? entry.modality),
      documentation: `From ${list.source}, ${list.date}.`,
    }));
}
