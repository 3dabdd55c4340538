import type { DocumentFilter } from 'vscode';
import { PATTERNS, PLAN_LANGUAGE } from '../../server/src/protocol/documents.ts';

/** Not `git:` and the like: the other side of a comparison is not checked. */
const SCHEMES = ['file', 'untitled', 'vscode-vfs'];

/** What the language server is asked about. Which README is a card, it decides itself. */
export const DOCUMENTS = SCHEMES.flatMap((scheme) => [
  { scheme, language: PLAN_LANGUAGE },
  ...[PATTERNS.card, PATTERNS.readme, PATTERNS.toolkitCard].map((pattern) => ({ scheme, pattern })),
]) satisfies DocumentFilter[];
