import { longestGap } from '../../schedule/cron.ts';
import { planRule } from '../rule.ts';
import { durationText } from '../words.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export const slowerThanStaleness = planRule({
  id: 'retraining/slower-than-staleness',
  severity: 'error',
  summary: 'The schedule retrains the model before it is too old.',
  *check({ spec }) {
    const retraining = spec.section('retraining');
    const schedule = retraining?.text('schedule');
    const limit = retraining?.duration('maxStaleness');
    if (!retraining || schedule === undefined || limit === undefined) return;
    const gap = longestGap(schedule);
    if (gap === undefined || gap <= limit) return;
    const message = `The schedule "${schedule}" leaves up to ${about(gap)} between two trainings, but the model may be no older than ${retraining.text('maxStaleness') ?? ''}. Train more often, or allow at least ${about(gap)}.`;
    yield { span: retraining.place('schedule'), message };
  },
});

/** Rounded up to whole days, or hours below two days, so that what is advised is enough. */
const about = (time: number): string =>
  time >= 2 * DAY ? `${Math.ceil(time / DAY)}d` : time >= HOUR ? `${Math.ceil(time / HOUR)}h` : durationText(time);
