import { keyword } from '../../core/schema/walk.ts';
import type { Scene, Suggestion } from './context.ts';
import { valueSchemas, written } from './values.ts';

const CRON: readonly (readonly [schedule: string, words: string])[] = [
  ['0 * * * *', 'every hour'],
  ['0 3 * * *', 'every day at 03:00'],
  ['0 3 * * 1', 'every Monday at 03:00'],
  ['0 3 1 * *', 'the first of every month at 03:00'],
  ['0 3 1 */3 *', 'the first of every quarter at 03:00'],
  ['*/15 * * * *', 'every 15 minutes'],
];

const DURATIONS: readonly (readonly [duration: string, words: string])[] = [
  ['5m', '5 minutes'],
  ['15m', '15 minutes'],
  ['30m', '30 minutes'],
  ['1h', '1 hour'],
  ['6h', '6 hours'],
  ['1d', '1 day'],
  ['7d', '7 days'],
  ['30d', '30 days'],
  ['90d', '90 days'],
];

/** Common schedules and durations, and today, in the form the field asks for. */
export function suggestForms(scene: Scene): Suggestion[] {
  switch (keyword(valueSchemas(scene), 'format')) {
    case 'cron':
      // YAML takes a schedule without quotes unless it starts with `*`; quoted, it can be changed freely.
      return CRON.map(([schedule, words]) => form(scene, schedule, words, scene.place.quote ? undefined : '"'));
    case 'duration':
      return DURATIONS.map(([duration, words]) => form(scene, duration, words));
    case 'date':
      return [form(scene, scene.context.today, 'today')];
    default:
      return [];
  }
}

const form = (scene: Scene, label: string, detail: string, quote?: '"'): Suggestion => ({
  label,
  kind: 'value',
  lines: [quote ? `${quote}${label}${quote}` : written(scene, label)],
  detail,
  rank: 0,
});
