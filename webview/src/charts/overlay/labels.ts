import { plain } from '../../words/plain.ts';
import type { Box } from './box.ts';

const HEIGHT = 14;
const PADDING = 3;
/** More of a label is read in the text below a chart. */
const LONGEST = 48;

/** A place for a label: the left end of its text, and the bottom of its line. */
export interface Place {
  readonly x: number;
  readonly bottom: number;
}

export interface LabelStyle {
  readonly background: string;
  readonly foreground: string;
}

/** The labels of one drawing of a chart: none is drawn over another, or out of the plot area. */
export class Labels {
  private readonly context: CanvasRenderingContext2D;
  private readonly area: Box;
  /** How much of the series is under a box. */
  private readonly covered: (box: Box) => number;
  private readonly taken: Box[] = [];

  constructor(context: CanvasRenderingContext2D, area: Box, covered: (box: Box) => number) {
    this.context = context;
    this.area = area;
    this.covered = covered;
  }

  /** The text as it is drawn, and its width with padding. */
  measure(text: string): { text: string; width: number } {
    const most = (this.area.right - this.area.left) * 0.75;
    let shown = plain(text, LONGEST);
    while (shown.length > 2 && this.context.measureText(shown).width > most) shown = `${shown.slice(0, -2)}…`;
    return { text: shown, width: Math.ceil(this.context.measureText(shown).width) + 2 * PADDING };
  }

  /**
   * Draws `text` at the best of `places`, which name the left edge of the label for its width: free of labels, then of
   * the series, then the first.
   * @returns false where no place is free
   */
  put(text: string, style: LabelStyle, places: (width: number) => readonly Place[]): boolean {
    const { text: shown, width } = this.measure(text);
    const boxes = places(width)
      .map(({ x, bottom }) => ({ left: x, top: bottom - HEIGHT, right: x + width, bottom }))
      .filter((box) => this.isInside(box) && !this.taken.some((other) => overlap(box, other)));
    const [best] = boxes.map((box) => ({ box, cost: this.covered(box) })).sort((a, b) => a.cost - b.cost);
    if (!best) return false;
    const { left, top, bottom } = best.box;
    this.taken.push(best.box);
    const { context } = this;
    context.save();
    context.globalAlpha = 0.8;
    context.fillStyle = style.background;
    context.fillRect(left, top, width, HEIGHT);
    context.globalAlpha = 1;
    context.fillStyle = style.foreground;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.fillText(shown, left + PADDING, (top + bottom) / 2);
    context.restore();
    return true;
  }

  private isInside({ left, top, right, bottom }: Box): boolean {
    const { area } = this;
    return left >= area.left && right <= area.right && top >= area.top && bottom <= area.bottom;
  }
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right + 2 && b.left < a.right + 2 && a.top < b.bottom && b.top < a.bottom;

/** Places above and below a horizontal line at `y`, from the right end of the area to its left. */
export function alongLine({ left, right }: Box, y: number, width: number): Place[] {
  const steps = 9;
  const room = right - left - width;
  return Array.from({ length: steps }, (_, i) => right - width - (room * i) / (steps - 1)).flatMap((x) => [
    { x, bottom: y - 1 },
    { x, bottom: y + HEIGHT + 2 },
  ]);
}

/** Places beside a vertical line at `x`, from the bottom of the area up, or from the top down. */
export function besideLine({ top, bottom }: Box, x: number, width: number, from: 'top' | 'bottom'): Place[] {
  const rows = Math.max(1, Math.floor((bottom - top) / HEIGHT));
  const bottoms = Array.from({ length: rows }, (_, row) =>
    from === 'bottom' ? bottom - 1 - row * HEIGHT : top + 1 + (row + 1) * HEIGHT,
  );
  return bottoms.flatMap((at) => [
    { x: x + 2, bottom: at },
    { x: x - width - 2, bottom: at },
  ]);
}
