import type { DriftVerdict } from '../../../server/src/core/decay/report.ts';
import type { DriftColumnView } from '../../../server/src/core/panel/contract.ts';
import type { Palette } from '../theme.ts';
import type { TimeWindow } from '../time-window.ts';

/** Share of the strip's height: the verdict is seen without its colour. */
const HEIGHTS: Readonly<Record<DriftVerdict, number>> = { ok: 0.3, warning: 0.65, drifted: 1, unknown: 0.3 };
const COLOURS: Readonly<Record<DriftVerdict, keyof Palette>> = {
  ok: 'ok',
  warning: 'warning',
  drifted: 'critical',
  unknown: 'muted',
};

/** Draws one column's comparisons over time: low for none, half for warning, full for drift, an outline where nobody knows. */
export function drawStrip(
  canvas: HTMLCanvasElement,
  cells: DriftColumnView['cells'],
  { from, to }: TimeWindow,
  palette: Palette,
): void {
  const { clientWidth: width, clientHeight: height } = canvas;
  const scale = window.devicePixelRatio || 1;
  const [pixelWidth, pixelHeight] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== pixelWidth) canvas.width = pixelWidth;
  if (canvas.height !== pixelHeight) canvas.height = pixelHeight;
  const context = canvas.getContext('2d');
  if (!context || width === 0) return;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  const perMs = width / (to - from);
  const usual = usualStep(cells);
  context.strokeStyle = palette.grid;
  context.beginPath();
  context.moveTo(0, height - 0.5);
  context.lineTo(width, height - 0.5);
  context.stroke();
  cells.forEach(({ time, verdict }, i) => {
    const start = Math.max(cells[i - 1]?.time ?? -Infinity, time - usual);
    const cellWidth = Math.max(1.5, (time - start) * perMs - 1);
    const left = (time - from) * perMs - cellWidth;
    if (left + cellWidth < 0 || left > width) return;
    const tall = HEIGHTS[verdict] * height;
    context.fillStyle = context.strokeStyle = palette[COLOURS[verdict]];
    if (verdict === 'unknown') context.strokeRect(left + 0.5, height - tall, cellWidth - 1, tall - 1);
    else context.fillRect(left, height - tall, cellWidth, tall);
  });
}

/** How much of the past a comparison covers: back to where the one before it usually was. A gap stays a gap. */
function usualStep(cells: DriftColumnView['cells']): number {
  const steps = cells.slice(1).map(({ time }, i) => time - (cells[i]?.time ?? time));
  return steps.sort((a, b) => a - b)[steps.length >> 1] ?? 86_400_000;
}
