import type { DecayView } from '../../../server/src/core/panel/contract.ts';
import type { Panel } from './page.ts';

/** Milliseconds in the page from the message with `view` until the chart of each of its indicators is drawn. */
export function timeToPaint({ page }: Panel, view: DecayView): Promise<number> {
  return page.evaluate(async (data) => {
    const start = performance.now();
    window.postMessage({ type: 'view', view: data }, '*');
    const count = data.plans.reduce((sum, { indicators }) => sum + indicators.length, 0);
    const isDrawn = (canvas: HTMLCanvasElement): boolean => (globalThis.drawings.get(canvas)?.strokes.length ?? 0) > 0;
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve));
      const charts = [...document.querySelectorAll<HTMLCanvasElement>('.chart canvas')];
      if (charts.length === count && charts.every(isDrawn)) return performance.now() - start;
    }
  }, view);
}
