import { QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import type { OfferedTarget } from '../../../server/src/protocol/scaffold.ts';
import { plain } from '../plain.ts';

interface TargetItem extends QuickPickItem {
  readonly id?: string;
}

/**
 * Asks for targets: ids, or undefined where nobody chose. What the plan and the workspace speak for is chosen already.
 * @param meant ids: the likeliest of them alone is chosen
 */
export async function chooseTargets(
  targets: readonly OfferedTarget[],
  meant: readonly string[] = [],
): Promise<string[] | undefined> {
  const itemOf = itemFor(targets, meant);
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

function itemFor(targets: readonly OfferedTarget[], meant: readonly string[]): (target: OfferedTarget) => TargetItem {
  const own = targets.filter(({ id, lacks }) => meant.includes(id) && lacks === undefined);
  const likely = own.find((target) => whyOf(target) !== undefined) ?? own[0];
  return (target) => {
    const { id, title, makes, lacks } = target;
    const why = whyOf(target);
    return {
      id,
      label: title,
      ...(why !== undefined && { description: plain(why) }),
      detail: lacks === undefined ? makes : plain(lacks),
      picked: likely ? target === likely : lacks === undefined && why !== undefined,
    };
  };
}

const whyOf = ({ isMade, reason }: OfferedTarget): string | undefined => (isMade ? 'made before' : reason);

const separator = (label: string): TargetItem => ({ label, kind: QuickPickItemKind.Separator });
