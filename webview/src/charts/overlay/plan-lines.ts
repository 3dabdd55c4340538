import type { IndicatorView } from '../../../../server/src/core/panel/contract.ts';
import type { Palette } from '../../theme.ts';
import { formatNumber, linesOf, type LineName } from '../../words/format.ts';
import { alongLine } from './labels.ts';
import { strokeLine, type Surface } from './surface.ts';

/** Colour and dashes: lines are told apart without colour too. */
const STYLES: Readonly<Record<LineName, { readonly colour: keyof Palette; readonly dash: readonly number[] }>> = {
  critical: { colour: 'critical', dash: [8, 3] },
  guardrail: { colour: 'critical', dash: [8, 3, 2, 3] },
  warning: { colour: 'warning', dash: [5, 4] },
  target: { colour: 'ok', dash: [10, 4] },
  baseline: { colour: 'baseline', dash: [2, 3] },
};

/** The plan's lines, under the series. */
export function drawPlanLines(surface: Surface, indicator: IndicatorView): void {
  const { context, area, palette } = surface;
  context.save();
  context.lineWidth = 1;
  for (const { names, value } of linesOf(indicator)) {
    const style = STYLES[names[0] ?? 'baseline'];
    context.strokeStyle = palette[style.colour];
    context.setLineDash([...style.dash]);
    const y = surface.y(value);
    strokeLine(surface, [area.left, y], [area.right, y]);
  }
  context.restore();
}

/** Their names and values, after everything else is drawn. */
export function namePlanLines({ area, palette, labels, y }: Surface, indicator: IndicatorView): void {
  for (const { names, value } of linesOf(indicator)) {
    const text = `${names.join(', ')} ${formatNumber(value)}`;
    labels.put(text, palette, (width) => alongLine(area, y(value), width));
  }
}
