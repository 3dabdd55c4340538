import { nextRun } from '../../schedule/cron.ts';
import type { Span } from '../../document/text.ts';
import { isoDate } from '../../schema/formats.ts';
import type { Current } from './current.ts';

/** When the model is trained again at the latest, as far as the plan says. */
export interface Retraining {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** For a sentence: "the next retraining on 2027-01-01". */
  readonly words: string;
  /** What the plan says it by. */
  readonly span: Span;
}

/** One that starts by what is measured comes when it is needed: of it no date is to be told. */
const BY_NEED: ReadonlySet<string> = new Set(['triggered', 'continuous']);

export function nextRetraining(current: Current): Retraining | undefined {
  const { plan, live } = current;
  const { strategy = '', schedule, maxStaleness } = plan.retraining;
  if (BY_NEED.has(strategy)) return undefined;
  const scheduled = schedule === undefined ? undefined : nextRun(schedule, live.now);
  if (scheduled !== undefined) {
    const span = current.span(['spec', 'retraining', 'schedule']);
    return { at: scheduled, words: `the next retraining on ${isoDate(scheduled)}`, span };
  }
  const trainedAt = live.model.trained?.from === 'registry' ? live.model.trained.at : plan.model.trainedAt;
  if (maxStaleness === undefined || trainedAt === undefined) return undefined;
  const at = trainedAt + maxStaleness;
  // Of a model that is too old already live/model-too-old tells.
  if (at <= live.now) return undefined;
  const span = current.span(['spec', 'retraining', 'maxStaleness']);
  return { at, words: `maxStaleness asks for a new model, on ${isoDate(at)}`, span };
}
