import type { Palette } from '../../theme.ts';
import type { Box } from './box.ts';
import type { Labels } from './labels.ts';

/** Where a chart's overlays draw: its plot area in CSS pixels, and its scales. */
export interface Surface {
  readonly context: CanvasRenderingContext2D;
  readonly area: Box;
  readonly palette: Palette;
  readonly labels: Labels;
  readonly x: (time: number) => number;
  readonly y: (value: number) => number;
}

/** Draws within the plot area only, and leaves the context as it was. */
export function clipped({ context, area }: Surface, draw: () => void): void {
  context.save();
  context.beginPath();
  context.rect(area.left, area.top, area.right - area.left, area.bottom - area.top);
  context.clip();
  draw();
  context.restore();
}

export function strokeLine(
  { context }: Surface,
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}
