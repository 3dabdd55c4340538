import type { DocumentKind } from '../../core/rules/rule.ts';
import { SCHEMAS } from '../../core/schema/bundled.ts';
import type { EntryStyle } from '../snippets/entry.ts';
import { wholePlan } from '../snippets/whole-plan.ts';
import type { Suggestion } from './context.ts';

/** A whole document with everything required in it, for an empty file. */
export function suggestWholeDocument(kind: DocumentKind, style: EntryStyle): Suggestion[] {
  if (kind !== 'production-plan') return [];
  return [
    {
      label: 'Production plan',
      kind: 'snippet',
      lines: wholePlan(style),
      detail: 'every required section',
      documentation: SCHEMAS[kind].schema.description ?? '',
      rank: 0,
      preselect: true,
    },
  ];
}
