import { SCHEMAS } from '../../core/schema/bundled.ts';
import { valueLines, type EntryStyle } from './entry.ts';

/** The lines of a plan with every required section in it. */
export function wholePlan(style: EntryStyle): readonly string[] {
  return valueLines([SCHEMAS['production-plan'].schema], style).lines ?? [];
}
