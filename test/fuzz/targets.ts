import type { Target } from './target.ts';
import { backendAnswers } from './targets/answers.ts';
import { cardBodies } from './targets/cards.ts';
import { bytes, structure } from './targets/documents.ts';
import { editSequences } from './targets/edits.ts';
import { planFields } from './targets/fields.ts';
import { pageMessages, panelViews } from './targets/messages.ts';
import { framing, requests } from './targets/protocol.ts';

/** To add one: a file in targets/ and a line here. */
export const TARGETS: readonly Target[] = [
  bytes,
  structure,
  editSequences,
  planFields,
  cardBodies,
  backendAnswers,
  pageMessages,
  requests,
  framing,
  panelViews,
];
