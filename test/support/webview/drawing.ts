import type { Panel } from './page.ts';

/** A text as it stands in a canvas, in CSS pixels from the canvas' corner. */
export interface DrawnText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What was drawn into a canvas since it was last cleared. */
export interface Drawing {
  readonly texts: DrawnText[];
  /** Colours of filled areas with their opacity, "#cca700 0.2". */
  readonly fills: string[];
  readonly strokes: string[];
}

declare global {
  var drawings: WeakMap<HTMLCanvasElement, Drawing>;
}

/** Notes what is drawn and draws it all the same. Runs in the page, before its own script. */
export function recordDrawings(): void {
  globalThis.drawings = new WeakMap();
  const { prototype } = CanvasRenderingContext2D;
  const colourOf = (style: CanvasRenderingContext2D['fillStyle']): string =>
    typeof style === 'string' ? style : 'pattern';
  const of = (context: CanvasRenderingContext2D): Drawing => {
    const known = globalThis.drawings.get(context.canvas) ?? { texts: [], fills: [], strokes: [] };
    globalThis.drawings.set(context.canvas, known);
    return known;
  };
  const before = (
    name: 'clearRect' | 'fillText' | 'fill' | 'fillRect' | 'stroke',
    note: (context: CanvasRenderingContext2D, args: unknown[]) => void,
  ): void => {
    const own = Reflect.get(prototype, name) as (...args: unknown[]) => void;
    prototype[name] = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
      note(this, args);
      own.apply(this, args);
    };
  };
  before('clearRect', (context) => globalThis.drawings.delete(context.canvas));
  before('fill', (context) => of(context).fills.push(`${colourOf(context.fillStyle)} ${context.globalAlpha}`));
  before('fillRect', (context) => of(context).fills.push(`${colourOf(context.fillStyle)} ${context.globalAlpha}`));
  before('stroke', (context) => of(context).strokes.push(`${colourOf(context.strokeStyle)} ${context.lineWidth}`));
  before('fillText', (context, [text, x, y]) => {
    const { e, f, a } = context.getTransform();
    const { width, actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = context.measureText(String(text));
    const scale = a / devicePixelRatio;
    const middle = Number(x) * scale + e / devicePixelRatio;
    const shift = { center: width / 2, right: width, end: width, left: 0, start: 0 }[context.textAlign];
    const base = Number(y) * scale + f / devicePixelRatio;
    of(context).texts.push({
      text: String(text),
      left: middle - shift,
      right: middle - shift + width,
      top: base - up,
      bottom: base + down,
    });
  });
}

/** The drawing of each chart of the page, by the name of its indicator. */
export function drawingsOf({ page }: Panel): Promise<Record<string, Drawing & { width: number; height: number }>> {
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLCanvasElement>('.chart canvas')].map((canvas) => [
        canvas.parentElement?.getAttribute('aria-label') ?? '',
        {
          texts: [],
          fills: [],
          strokes: [],
          ...globalThis.drawings.get(canvas),
          width: canvas.clientWidth,
          height: canvas.clientHeight,
        },
      ]),
    ),
  );
}

/** Texts of a drawing that are cut off, or stand on each other. */
export function faultsOf({ texts, width, height }: Drawing & { width: number; height: number }): string[] {
  const said = ({ text, left, right, top, bottom }: DrawnText): string =>
    `"${text}" at ${[left, right, top, bottom].map(Math.round).join()}`;
  const cut = texts.filter(
    ({ left, right, top, bottom }) => left < -0.5 || right > width + 0.5 || top < -0.5 || bottom > height + 0.5,
  );
  const over = texts.flatMap((a, i) =>
    texts
      .slice(i + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${said(a)} on ${said(b)}`),
  );
  return [...cut.map((text) => `cut off: ${said(text)}`), ...over];
}
