import { groupBy } from '../../group-by.ts';
import { listed } from '../../decay/words.ts';
import { isoDate } from '../../schema/formats.ts';
import { PLAN, type Rule } from '../rule.ts';
import { currentOf, type MeasuredIndicator } from './current.ts';
import { isWithoutLabels } from './labels-missing.ts';

export const stale: Rule = {
  id: 'live/stale',
  severity: 'warning',
  kinds: PLAN,
  summary: 'The newest value of every indicator is younger than staleAfter.',
  *check(context) {
    const current = currentOf(context);
    if (!current) return;
    const bySource = groupBy(current.measured.filter(isReadAnew), ({ indicator }) => indicator.source);
    for (const [source, all] of bySource) {
      const old = all.filter(({ assessed }) => assessed.report?.stale);
      const newest = (entries: typeof all): string =>
        isoDate(Math.max(...entries.map(({ assessed }) => assessed.newest.time)));
      if (all.length > 1 && old.length === all.length) {
        const names = listed(old.map(({ indicator }) => indicator.name));
        const message = `Nothing new has come from "${source}" since ${newest(old)}: ${names} are older than staleAfter. See whether the job that writes them still runs.${current.asOf}`;
        yield { span: current.span(['spec', 'monitoring', 'staleAfter']), message };
        continue;
      }
      for (const entry of old) {
        const { indicator } = entry;
        // Labels that do not come are told as such.
        if (isWithoutLabels(current, entry)) continue;
        const message = `The newest value of ${indicator.name} is of ${newest([entry])}, older than staleAfter. See whether the job that writes it still runs.${current.asOf}`;
        yield { span: current.span(indicator.path, 'name'), message };
      }
    }
  },
};

/** What could not be read anew is old for that reason, and that is told. */
const isReadAnew = ({ assessed }: MeasuredIndicator): boolean => !assessed.answer?.failure;
