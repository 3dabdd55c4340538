import type { Target } from '../target.ts';
import { backendAnswers } from './answers.ts';
import { bytes, structure } from './documents.ts';
import { editSequences } from './edits.ts';
import { planFields } from './fields.ts';
import { pageMessages, panelViews } from './messages.ts';
import { framing, requests } from './protocol.ts';

/** To add one: a file beside this one and a line here. */
export const TARGETS: readonly Target[] = [
  bytes,
  structure,
  editSequences,
  planFields,
  backendAnswers,
  pageMessages,
  requests,
  framing,
  panelViews,
];
