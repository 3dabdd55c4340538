import type { Palette } from '../theme.ts';

const MARGIN = 12;
const LINE = 18;

/**
 * A chart as a PNG with its title and its source, on the theme's background: outside the editor there is none.
 * @returns base64; undefined where the browser gives no picture
 */
export function pictureOf(chart: HTMLCanvasElement, lines: readonly string[], palette: Palette): string | undefined {
  const scale = chart.width / Math.max(1, chart.clientWidth);
  const canvas = document.createElement('canvas');
  const head = MARGIN + lines.length * LINE;
  canvas.width = chart.width + Math.round(2 * MARGIN * scale);
  canvas.height = chart.height + Math.round((head + MARGIN) * scale);
  const context = canvas.getContext('2d');
  if (!context || chart.width === 0) return undefined;
  context.fillStyle = palette.background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(chart, Math.round(MARGIN * scale), Math.round(head * scale));
  context.scale(scale, scale);
  context.textBaseline = 'top';
  lines.forEach((line, i) => {
    context.font = `${i === 0 ? 'bold 13px' : '11px'} ${palette.fontFamily}`;
    context.fillStyle = i === 0 ? palette.foreground : palette.muted;
    context.fillText(line, MARGIN, MARGIN + i * LINE, chart.clientWidth);
  });
  const prefix = 'data:image/png;base64,';
  const url = canvas.toDataURL('image/png');
  return url.startsWith(prefix) ? url.slice(prefix.length) : undefined;
}
