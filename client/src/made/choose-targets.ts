import { QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import type { OfferedTarget } from '../../../server/src/protocol/scaffold.ts';
import { plain } from '../plain.ts';

interface TargetItem extends QuickPickItem {
  readonly id?: string;
}

/** Asks for targets: ids, or undefined where nobody chose. What the plan and the workspace speak for is chosen already. */
export async function chooseTargets(targets: readonly OfferedTarget[]): Promise<string[] | undefined> {
  const can = targets.filter(({ lacks }) => lacks === undefined);
  const cannot = targets.filter(({ lacks }) => lacks !== undefined);
  const areas = [...new Set(can.map(({ area }) => area))];
  const items: TargetItem[] = [
    ...areas.flatMap((area) => [separator(area), ...can.filter((one) => one.area === area).map(itemOf)]),
    ...(cannot.length > 0 ? [separator('The plan does not say enough for these yet'), ...cannot.map(itemOf)] : []),
  ];
  const chosen = await window.showQuickPick(items, {
    title: 'Create Configuration from Plan',
    placeHolder: 'What to make of the plan: everything is shown before anything is written',
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  const ids = chosen?.flatMap(({ id }) => id ?? []);
  return ids && ids.length > 0 ? ids : undefined;
}

function itemOf({ id, title, makes, reason, isMade, lacks }: OfferedTarget): TargetItem {
  const why = isMade ? 'made before' : reason;
  return {
    id,
    label: title,
    ...(why !== undefined && { description: plain(why) }),
    detail: lacks === undefined ? makes : plain(lacks),
    picked: lacks === undefined && why !== undefined,
  };
}

const separator = (label: string): TargetItem => ({ label, kind: QuickPickItemKind.Separator });
