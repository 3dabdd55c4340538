import type { Clock } from '../language/hover/time.ts';
import { knownTimeZone } from '../language/words/date.ts';

/** The user's clock and time zone: the server runs on the machine that runs the editor's extensions. */
export function userClock(): Clock {
  return {
    now: Date.now(),
    /** Asked for only where a time is told: the tables behind it take several megabytes. */
    get timeZone() {
      return knownTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
    },
  };
}
