import type { SelectionRange, SelectionRangeParams } from 'vscode-languageserver';
import { selectionRange } from '../../language/selection-range.ts';
import { onFile, type Feature } from '../feature.ts';

export const selection: Feature = (host) => {
  host.connection.onSelectionRanges(
    onFile<SelectionRangeParams, SelectionRange[] | null>(host, 'selection ranges', null, ({ file }, { positions }) =>
      positions.map((position) => selectionRange(file, file.lines.offset(position))),
    ),
  );
  return { selectionRangeProvider: true };
};
