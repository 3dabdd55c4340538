import type { Crossing } from '../../../../server/src/core/decay/report.ts';
import { forecastShort } from '../../words/forecast.ts';
import { alongLine } from './labels.ts';
import { clipped, type Surface } from './surface.ts';

const BAND_ALPHA = 0.2;
const INTERVAL_WIDTH = 4;

/** The band in which the values are expected, with its middle dashed. */
export function drawCone(surface: Surface, { band }: Crossing): void {
  if (band.length < 2) return;
  const { context, palette, x, y } = surface;
  clipped(surface, () => {
    context.fillStyle = palette.warning;
    context.globalAlpha = BAND_ALPHA;
    context.beginPath();
    for (const { time, high } of band) context.lineTo(x(time), y(high));
    for (const { time, low } of band.toReversed()) context.lineTo(x(time), y(low));
    context.closePath();
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = palette.warning;
    context.lineWidth = 1.25;
    context.setLineDash([4, 3]);
    context.beginPath();
    for (const { time, middle } of band) context.lineTo(x(time), y(middle));
    context.stroke();
  });
}

/** The crossing interval as a bar on its line, open to the right where no latest date is known; its dates beside it. */
export function drawCrossing(surface: Surface, crossing: Crossing, now: number): void {
  const { context, area, palette, labels, x, y } = surface;
  const { threshold, earliest, latest, horizon, line } = crossing;
  const at = y(threshold);
  const left = Math.max(area.left, x(earliest));
  const right = Math.min(area.right, x(latest ?? horizon));
  const text = `crosses ${forecastShort(crossing, now)}`;
  if (left < right) {
    clipped(surface, () => {
      context.strokeStyle = palette[line];
      context.lineWidth = INTERVAL_WIDTH;
      context.beginPath();
      context.moveTo(left, at);
      context.lineTo(right, at);
      context.stroke();
      // A bar's ends are dates; an end that goes on has none.
      context.lineWidth = 2;
      for (const [time, edge] of [
        [earliest, left],
        [latest, right],
      ] as const) {
        if (time === undefined || Math.abs(x(time) - edge) > 0.5) continue;
        context.beginPath();
        context.moveTo(edge, at - 5);
        context.lineTo(edge, at + 5);
        context.stroke();
      }
    });
  }
  labels.put(text, palette, (width) => {
    const middle = Math.min(Math.max((left + Math.max(left, right)) / 2 - width / 2, area.left), area.right - width);
    return [{ x: middle, bottom: at + 20 }, { x: middle, bottom: at - 6 }, ...alongLine(area, at, width)];
  });
}
