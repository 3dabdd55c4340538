import type { ScaffoldFile, ScaffoldResult } from '../../../server/src/protocol/scaffold.ts';
import { plain, withoutMarkup } from '../plain.ts';

/** A codicon, and what becomes of the file. */
export function stateOf({ state, beside, isEdited, reason }: ScaffoldFile): {
  readonly icon: string;
  readonly says: string;
} {
  switch (state) {
    case 'create':
      return { icon: 'diff-added', says: 'new' };
    case 'update':
      return { icon: 'diff-modified', says: 'the plan has changed' };
    case 'merged':
      return { icon: 'diff-modified', says: 'the plan has changed; edits by hand are kept' };
    case 'conflict':
      return { icon: 'warning', says: `${reason ?? ''}: choose it to take the plan’s lines there` };
    case 'foreign':
      return beside
        ? {
            icon: 'file-symlink-file',
            says: `not made from a plan: choose it to write ${plain(beside.path)} beside it`,
          }
        : { icon: 'circle-slash', says: 'not made from a plan: left alone' };
    case 'obsolete':
      return isEdited
        ? { icon: 'warning', says: 'not made any more, and edited by hand: choose it to remove it' }
        : { icon: 'diff-removed', says: 'not made any more: removed' };
    case 'same':
      return { icon: 'check', says: isEdited ? 'edited by hand' : 'as the plan has it' };
    case 'refused':
      return { icon: 'circle-slash', says: plain(reason ?? '') };
  }
}

/** Whether something can be done with a file. */
export const canChange = ({ state, beside }: ScaffoldFile): boolean =>
  state !== 'same' && state !== 'refused' && (state !== 'foreign' || beside !== undefined);

/** Whether doing it loses nothing that a hand wrote. */
export const isSafe = ({ state, isEdited }: ScaffoldFile): boolean =>
  state === 'create' || state === 'update' || state === 'merged' || (state === 'obsolete' && !isEdited);

/** Markdown: what the plan does not say, what is not touched, and what a person has to see to. */
export function leftToDo({ files, gaps, notes }: ScaffoldResult): string | undefined {
  const refused = files.filter(({ state }) => state === 'refused');
  const sections = [
    listed(
      'See to it',
      notes.map(({ target, note }) => [target, note]),
    ),
    listed(
      'What the plan does not say',
      gaps.map(({ target, message }) => [target, message]),
    ),
    listed(
      'Not touched',
      refused.map(({ path, reason }) => [path, reason ?? '']),
    ),
  ].filter((section) => section !== '');
  return sections.length === 0 ? undefined : `# What is left to do\n\n${sections.join('\n\n')}\n`;
}

function listed(title: string, rows: readonly (readonly [string, string])[]): string {
  if (rows.length === 0) return '';
  const lines = [...new Set(rows.map(([whose, says]) => `- **${escaped(whose)}**: ${escaped(says)}`))];
  return `## ${title}\n\n${lines.join('\n')}`;
}

/** Text of a plan as text: nothing in it is markup. */
const escaped = (text: string): string => withoutMarkup(plain(text, 1_000));

export const countOf = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
