import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Forecast } from '../../../server/src/core/decay/report.ts';
import { burnText, forecastShort, forecastText } from '../../../webview/src/words/forecast.ts';
import { ageText, durationText, formatDay, formatShortDay } from '../../../webview/src/words/time.ts';
import { AUC, CROSSES, DAY, LATENCY, NOW } from '../../support/webview/decaying.ts';

const said = (forecast: Forecast): string => forecastText({ ...AUC, forecast }, NOW);
const short = (time: number): string => formatShortDay(time, NOW);
const { earliest, estimate, horizon } = CROSSES;
// Dates are as the reader's locale has them.
const [from, middle, to] = [earliest, estimate, CROSSES.latest].map(short);

function without<T extends object, K extends keyof T>(whole: T, ...names: K[]): Omit<T, K> {
  const rest = { ...whole };
  for (const name of names) delete rest[name];
  return rest;
}

test('a crossing is told with its interval, its odds and how such forecasts held', () => {
  assert.equal(
    said(CROSSES),
    `At this pace it crosses critical 0.85 between ${from} and ${to}, most likely ${middle} (80% interval). ` +
      'The change has become faster of late, so it may cross earlier. Such forecasts made in the past held in 9 of 11 cases.',
  );
});

test('without a latest date none is told', () => {
  const open = without(CROSSES, 'latest', 'backtest');
  const text = said({ ...open, accelerating: false, since: NOW - 20 * DAY });
  assert.equal(
    text,
    `At this pace it crosses critical 0.85 as early as ${from}, most likely ${middle}; no latest date before ${short(horizon)} (one case in ten is earlier). ` +
      `Only values since ${formatDay(NOW - 20 * DAY)}, when its level changed, were used.`,
  );
  assert.equal(forecastShort(open, NOW), `as early as ${from}; no latest date`);
  assert.doesNotMatch(said(without(open, 'estimate')), /likely/);
});

test('each state in which there is no date says why', () => {
  const cases: readonly (readonly [Forecast, text: string, short: string])[] = [
    [
      { state: 'not-enough-history', count: 5, needed: 8 },
      'No forecast: not enough history (5 of 8 values).',
      'not enough history (5 of 8 values)',
    ],
    [
      { state: 'direction-only', count: 9, p: 0.03, worsening: true },
      'It seems to get worse (p = 0.03, 9 values); the history is too short for a date.',
      'seems to worsen; no date yet',
    ],
    [
      { state: 'direction-only', count: 9, p: 0.7, worsening: false },
      'It does not seem to get worse (p = 0.70, 9 values); the history is too short for a date.',
      'no date yet',
    ],
    [
      { state: 'no-trend', count: 72, p: 0.4 },
      'No forecast: no significant trend (p = 0.40, 72 values).',
      'no significant trend',
    ],
    [
      { state: 'no-trend', count: 72, p: 0.4, detectable: 0.006 },
      'No forecast: no significant trend (p = 0.40, 72 values). A change of 0.006 or more would have been seen.',
      'no significant trend',
    ],
    [{ state: 'improving', count: 1, p: 0 }, 'Improving (p < 0.01, 1 value): no line is in danger.', 'improving'],
    [
      { state: 'crossed', line: 'warning', threshold: 0.88, on: NOW },
      `It crossed warning 0.88 on ${formatDay(NOW)} and has stayed there.`,
      `crossed on ${short(NOW)}`,
    ],
    [{ state: 'no-line' }, 'No forecast: the plan draws no warning or critical line to cross.', ''],
  ];
  for (const [forecast, text, tile] of cases) {
    assert.equal(said(forecast), text);
    assert.equal(forecastShort(forecast, NOW), tile);
  }
  assert.equal(forecastText(without(AUC, 'forecast'), NOW), '');
});

test('an error budget is told with what is left and how fast it goes', () => {
  const burn = LATENCY.burn!;
  assert.equal(
    burnText(burn),
    'Error budget of predict-availability (99.9% over 30 d): 62% left. Burn rate 1.8× over 1 h (limit 14.4×, 12,400 events); 1.1× over 6 h (limit 6×, 74,000 events).',
  );
  assert.match(burnText({ ...burn, budgetLeft: -0.2, alert: 'page' }), /overdrawn by 20%.* Somebody has to act now\.$/);
  assert.equal(burnText({ ...burn, rates: [] }), 'Error budget of predict-availability (99.9% over 30 d): 62% left.');
});

test('ages and lengths of time are short, and no time is beyond telling', () => {
  assert.deepEqual(
    [0, 400, -5_000].map((age) => ageText(NOW - age, NOW)),
    ['just now', 'just now', 'just now'],
  );
  assert.match(ageText(NOW - 40_000, NOW), /^40 sec/);
  assert.match(ageText(NOW - 3 * DAY, NOW), /^3 days/);
  assert.deepEqual([300_000, 3_600_000, 30 * DAY, 1_500].map(durationText), ['5 min', '1 h', '30 d', '1.5 s']);
  assert.equal(formatDay(1e300), 'an unknown time');
  assert.match(formatShortDay(NOW + 400 * DAY, NOW), /2027/);
  assert.doesNotMatch(short(CROSSES.latest), /2027/);
});
