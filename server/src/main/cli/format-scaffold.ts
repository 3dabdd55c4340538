import type { Planned } from '../scaffold/scaffold.ts';
import { visible, visibleName } from './sanitize.ts';
import type { ScaffoldOptions, ScaffoldReport } from './scaffold.ts';

type Mode = ScaffoldOptions['mode'];

/** What was done with each file, or would be. */
export function formatScaffold({ files }: ScaffoldReport, mode: Mode): string {
  if (files.length === 0) return 'There is nothing to write: the plan does not say what is needed.\n';
  return files.map((planned) => `${visibleName(planned.file.path)}: ${words(planned, mode)}\n`).join('');
}

function words({ decision }: Planned, mode: Mode): string {
  const writes = mode === 'write' || mode === 'force';
  switch (decision.kind) {
    case 'create':
      return writes ? 'written' : 'is not there';
    case 'update':
      return writes ? 'brought up to date' : 'is out of date';
    case 'merged':
      return mode === 'force'
        ? 'written over what was edited by hand'
        : writes
          ? 'brought up to date, with what was edited by hand kept'
          : 'is out of date, and was edited by hand';
    case 'same':
      return 'is as the plan has it';
    case 'foreign':
      return 'left alone: there is a file that was not made from a plan. Move it away, or write elsewhere with --out.';
    case 'conflict':
      return mode === 'force'
        ? 'written over what was edited by hand'
        : `left alone: in ${decision.places} ${decision.places === 1 ? 'place' : 'places'} both a hand and the plan changed it. Mend it by hand, or write over it with --force.`;
    case 'obsolete':
      if (decision.isEdited && mode !== 'force')
        return 'left alone: the plan does not make it any more, and it was edited by hand. Remove it, or do so with --force.';
      return writes ? 'removed: the plan does not make it any more' : 'is not made from the plan any more';
    case 'refused':
      return `left alone: ${visible(decision.reason)}`;
  }
}

/** Whether something is left to do that the command did not, or by its mode may not. */
export function isLeft({ decision }: Planned, mode: Mode): boolean {
  const { kind } = decision;
  if (kind === 'foreign' || kind === 'refused') return true;
  if (kind === 'conflict' || (kind === 'obsolete' && decision.isEdited)) return mode !== 'force';
  return mode === 'check' && kind !== 'same';
}
