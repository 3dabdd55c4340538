import { QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import { plain } from '../plain.ts';
import { LEVELS, nameOf, ownerOf, STATE_SETS, type Filter, type GroupBy, type StateSet } from './filter.ts';
import type { ReadinessView } from './view.ts';

type Choice = QuickPickItem & { readonly key?: keyof Filter; readonly value?: string };

/** Asks which plans and checks the view is to show. */
export async function chooseFilter(view: ReadinessView): Promise<void> {
  await view.settled();
  const views = view.plans.map(({ plan }) => plan.view);
  const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].sort();
  const levels = new Set<string>(views.map(({ level }) => level));
  const items: Choice[] = [
    ...list(view.filter, 'States', 'states', Object.keys(STATE_SETS), (name) => STATE_SETS[name as StateSet].label),
    ...list(
      view.filter,
      'Levels',
      'levels',
      LEVELS.filter((level) => levels.has(level)),
    ),
    ...list(view.filter, 'Owners', 'owners', distinct(views.map(ownerOf))),
    ...list(view.filter, 'Models', 'models', distinct(views.map(nameOf))),
  ];
  const chosen = await window.showQuickPick(items, {
    title: 'Filter Production Readiness',
    placeHolder: 'What to show; nothing chosen shows everything',
    canPickMany: true,
  });
  if (!chosen) return;
  const of = (wanted: keyof Filter): string[] =>
    chosen.flatMap(({ key, value }) => (key === wanted && value !== undefined ? [value] : []));
  await view.show({
    states: of('states') as StateSet[],
    levels: of('levels'),
    owners: of('owners'),
    models: of('models'),
  });
}

function list(
  filter: Filter,
  title: string,
  key: keyof Filter,
  values: readonly string[],
  labelOf: (value: string) => string = plain,
): Choice[] {
  const chosen: readonly string[] = filter[key];
  const items = values.map((value) => ({ label: labelOf(value), key, value, picked: chosen.includes(value) }));
  return items.length > 0 ? [{ label: title, kind: QuickPickItemKind.Separator }, ...items] : [];
}

const GROUPS: readonly { readonly label: string; readonly by: GroupBy }[] = [
  { label: 'No groups: by model', by: 'none' },
  { label: 'Owner', by: 'owner' },
  { label: 'Level', by: 'level' },
  { label: 'State', by: 'state' },
];

/** Asks by what the view is to group plans. */
export async function chooseGroups(view: ReadinessView): Promise<void> {
  const items = GROUPS.map((group) => ({ ...group, description: group.by === view.groupBy ? 'now' : '' }));
  const chosen = await window.showQuickPick(items, {
    title: 'Group Production Readiness',
    placeHolder: 'Group models by',
  });
  if (chosen) await view.group(chosen.by);
}
