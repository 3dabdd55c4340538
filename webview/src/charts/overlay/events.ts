import type { ChangePoint } from '../../../../server/src/core/decay/report.ts';
import type { Marker } from '../../../../server/src/core/decay/series.ts';
import { formatNumber } from '../../words/format.ts';
import { besideLine } from './labels.ts';
import { strokeLine, type Surface } from './surface.ts';

/** More of them than this would be a fence, not a mark. */
const MOST = 60;
const MARK = 5;

const shown = <T extends { readonly time: number }>({ area, x }: Surface, events: readonly T[]): T[] =>
  events.filter(({ time }) => x(time) >= area.left && x(time) <= area.right).slice(-MOST);

/** Trainings (triangle), deployments (square) and other events (diamond), across the whole height. */
export function drawMarkers(surface: Surface, markers: readonly Marker[]): void {
  const { context, area, palette, x } = surface;
  context.save();
  context.strokeStyle = palette.marker;
  context.fillStyle = palette.marker;
  context.lineWidth = 1;
  for (const { time, kind } of shown(surface, markers)) {
    const at = x(time);
    strokeLine(surface, [at, area.top], [at, area.bottom]);
    context.beginPath();
    for (const [dx, dy] of SHAPES[kind]) context.lineTo(at + dx * MARK, area.top + MARK + dy * MARK);
    context.fill();
  }
  context.restore();
}

const SHAPES: Readonly<Record<Marker['kind'], readonly (readonly [number, number])[]>> = {
  trained: [
    [0, -1],
    [1, 1],
    [-1, 1],
  ],
  deployed: [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ],
  change: [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ],
};

export function nameMarkers(surface: Surface, markers: readonly Marker[]): void {
  const { area, palette, labels, x } = surface;
  // The newest first: where there is room for a few only, they matter most.
  for (const { time, label } of shown(surface, markers).toReversed())
    if (label) labels.put(label, palette, (width) => besideLine(area, x(time), width, 'bottom'));
}

/** Steps in the level of the series: dotted across the height, an arrow from the level before to the one after. */
export function drawChanges(surface: Surface, changes: readonly ChangePoint[]): void {
  const { context, area, palette, x, y } = surface;
  context.save();
  context.lineWidth = 1.5;
  for (const { time, before, after, worse } of shown(surface, changes)) {
    const at = x(time);
    context.strokeStyle = worse ? palette.critical : palette.ok;
    context.setLineDash([1, 3]);
    strokeLine(surface, [at, area.top], [at, area.bottom]);
    context.setLineDash([]);
    const tip = y(after);
    const back = Math.sign(y(before) - tip) * MARK;
    strokeLine(surface, [at, y(before)], [at, tip]);
    strokeLine(surface, [at - MARK, tip + back], [at, tip]);
    strokeLine(surface, [at + MARK, tip + back], [at, tip]);
  }
  context.restore();
}

export function nameChanges(surface: Surface, changes: readonly ChangePoint[]): void {
  const { area, palette, labels, x } = surface;
  for (const { time, before, after } of shown(surface, changes).toReversed())
    labels.put(`step ${formatNumber(before)} → ${formatNumber(after)}`, palette, (width) =>
      besideLine(area, x(time), width, 'top'),
    );
}
