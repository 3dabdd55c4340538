import { openLongTable } from './long-table.ts';
import { isNannyml, openNannymlTable } from './nannyml-table.ts';
import type { OpenTable } from './table.ts';

/** The table that a header asks for. */
export const openTable: OpenTable = (header) => (isNannyml(header) ? openNannymlTable(header) : openLongTable(header));
