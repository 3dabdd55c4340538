import { clipped, strokeLine, type Surface } from './surface.ts';

/** A part of the axis in which values mean less, or are missing. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly kind: 'pending' | 'missing';
  readonly label: string;
}

const ALPHA = { pending: 0.16, missing: 0.1 } as const;
const STRIPE = 8;

/** Grey behind the unlabelled tail; stripes where no values are. */
export function drawSpan(surface: Surface, { from, to, kind }: Span): void {
  const { context, area, palette, x } = surface;
  const [left, right] = [x(from), x(to)];
  clipped(surface, () => {
    context.globalAlpha = ALPHA[kind];
    context.fillStyle = palette.muted;
    context.fillRect(left, area.top, right - left, area.bottom - area.top);
    if (kind !== 'missing') return;
    context.beginPath();
    context.rect(left, area.top, right - left, area.bottom - area.top);
    context.clip();
    context.globalAlpha = 0.35;
    context.strokeStyle = palette.muted;
    context.lineWidth = 1;
    const height = area.bottom - area.top;
    const start = Math.max(left, area.left) - height;
    for (let at = start; at < Math.min(right, area.right); at += STRIPE)
      strokeLine(surface, [at, area.bottom], [at + height, area.top]);
  });
}

/** What a span is, at the top of it, or beside it where it is narrow. */
export function nameSpan({ area, palette, labels, x }: Surface, { from, to, label }: Span): void {
  const [left, right] = [Math.max(x(from), area.left), Math.min(x(to), area.right)];
  if (right <= left) return;
  labels.put(label, palette, (width) =>
    [area.top + 15, area.top + 30, area.bottom - 2].flatMap((bottom) => [
      { x: Math.max(area.left, Math.min(left + 1, area.right - width)), bottom },
      { x: Math.max(area.left, left - width - 2), bottom },
    ]),
  );
}
