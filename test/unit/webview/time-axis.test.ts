import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RangeChoice } from '../../../server/src/core/panel/contract.ts';
import { TimeAxis } from '../../../webview/src/time-axis.ts';
import { extentOf, windowOf, within, zoomed } from '../../../webview/src/time-window.ts';
import { AUC, DAY, DECAYING, NOW } from '../../support/webview/decaying.ts';
import { viewOf, EMPTY } from '../../support/webview/views.ts';

function axisOf(choice: RangeChoice = 'all'): { axis: TimeAxis; chosen: RangeChoice[] } {
  const chosen: RangeChoice[] = [];
  const axis = new TimeAxis((next) => chosen.push(next));
  axis.take(DECAYING, choice);
  return { axis, chosen };
}

test('a range ends now, with room for the forecast, but history has most of the axis', () => {
  const extent = extentOf(DECAYING);
  assert.equal(extent.now, NOW);
  for (const days of [30, 90, 365] as const) {
    const { from, to } = windowOf(extent, days);
    assert.equal(from, NOW - days * DAY);
    assert.ok(to > NOW && to <= NOW + (days * DAY) / 2);
  }
  const { from } = windowOf(extent, 'all');
  assert.equal(from, AUC.series.state === 'ready' ? AUC.series.points[0]!.time : 0);
  const nothing = windowOf(extentOf(viewOf(EMPTY)), 'all');
  assert.ok(nothing.to - nothing.from >= 90 * DAY);
});

test('a zoom stays about its point, within what there is, and can be taken back', () => {
  assert.deepEqual(zoomed({ from: 0, to: 100 }, 0.5, 20), { from: 10, to: 60 });
  assert.deepEqual(within({ from: -50, to: 950_000 }, { from: 0, to: 1_000_000 }), { from: 0, to: 950_050 });
  const { axis, chosen } = axisOf(90);
  const whole = axis.window;
  axis.zoom(0.5, NOW);
  assert.equal(axis.window.to - axis.window.from, Math.round((whole.to - whole.from) / 2));
  axis.pan(-0.2);
  assert.equal(chosen.length, 2);
  assert.deepEqual(chosen.at(-1), axis.window);
  for (let i = 0; i < 80; i++) axis.zoom(0.5);
  assert.ok(axis.window.to - axis.window.from >= 60_000);
  axis.reset();
  assert.deepEqual([axis.choice, axis.window], [90, whole]);
});

test('out of all of the history nobody pans, and the answer to a zoom does not narrow it', () => {
  const { axis, chosen } = axisOf();
  const { from } = axis.window;
  axis.zoom(0.5, from);
  const asked = chosen.length;
  axis.pan(-1);
  assert.equal(chosen.length, asked);
  axis.take({ ...DECAYING, range: { from: NOW - DAY, to: NOW } }, { from: NOW - DAY, to: NOW });
  axis.zoom(1_000);
  assert.ok(axis.window.from < from);
});

test('the window follows the cross-hair', () => {
  const { axis } = axisOf();
  const moves: unknown[] = [];
  axis.add({ windowChanged: () => moves.push('window'), cursorChanged: () => moves.push(axis.cursor) });
  axis.zoomTo({ from: NOW - 10 * DAY, to: NOW });
  axis.point(NOW - 40 * DAY);
  axis.point(NOW - 40 * DAY);
  assert.ok(axis.window.from <= NOW - 40 * DAY && axis.window.to >= NOW - 40 * DAY);
  assert.deepEqual(moves, ['window', 'window', NOW - 40 * DAY]);
});
