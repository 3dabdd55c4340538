import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import type { CheckedFile } from '../../../server/src/core/document/checked-file.ts';
import { readFile } from '../../../server/src/core/document/read.ts';
import { documentSymbols } from '../../../server/src/language/document-symbols.ts';
import { foldingRanges } from '../../../server/src/language/folding-ranges.ts';
import { hover, type HoverOptions } from '../../../server/src/language/hover/hover.ts';
import { references } from '../../../server/src/language/references.ts';
import { prepareRename, rename } from '../../../server/src/language/rename.ts';
import { selectionRange } from '../../../server/src/language/selection-range.ts';
import { edit, edits, type Edit } from '../../support/edits.ts';
import { target } from '../target.ts';
import { checked } from './documents.ts';

const FULL = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');
const HOVER: HoverOptions = {
  now: Date.UTC(2026, 10, 24),
  timeZone: 'UTC',
  format: 'markdown',
  lookUp: () => Promise.resolve({ state: 'missing' }),
};

/** Everything an editor asks at a place of a text that is being typed. */
async function asked(file: CheckedFile, offset: number): Promise<void> {
  await hover(file, offset, HOVER);
  references(file, 'file:///w/production-plan.yaml', offset, true);
  selectionRange(file, offset);
  documentSymbols(file);
  foldingRanges(file);
  // What cannot be renamed is refused in words of its own.
  const isRefusal = (error: unknown): boolean => error instanceof Error && /rename|empty|name/i.test(error.message);
  for (const attempt of [() => prepareRename(file, offset), () => rename(file, offset, 'other')]) {
    try {
      attempt();
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
}

export const editSequences = target<{ readonly steps: readonly Edit[]; readonly at: number }>({
  name: 'edit-sequences',
  inputs: fc.record({ steps: edits, at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  runs: 125,
  open: () =>
    Promise.resolve({
      holds: async ({ steps, at }) => {
        let file = readFile('production-plan', FULL);
        for (const step of steps) {
          file = readFile('production-plan', edit(file.text, step), file);
          checked(file);
          await asked(file, Math.floor(at * file.text.length));
        }
      },
    }),
});
