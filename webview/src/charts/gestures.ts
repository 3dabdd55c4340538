import { element } from '../dom.ts';
import type { TimeAxis } from '../time-axis.ts';
import type { Box } from './overlay/box.ts';

/** What gestures need to know of that which they act on. */
export interface Plot {
  /** In CSS pixels from the left edge of the element; undefined before it is drawn. */
  area(): Box | undefined;
  timeAt(x: number): number;
}

const ZOOM_STEP = 1.25;
const KEY_ZOOM = 0.6;
const KEY_PAN = 0.2;
/** A shorter drag is a click. */
const SHORTEST_DRAG = 6;

/**
 * Pointer and wheel: move for the cross-hair, drag to zoom to a part, Shift and drag to pan, Ctrl and wheel (or a pinch)
 * to zoom, sideways wheel to pan, double click for the whole. A plain wheel scrolls the page, as everywhere.
 */
export function listenToPointer(target: HTMLElement, axis: TimeAxis, plot: Plot): void {
  const brush = element('div', { class: 'brush', 'aria-hidden': 'true', hidden: '' });
  target.append(brush);
  const at = ({ clientX }: MouseEvent): number => clientX - target.getBoundingClientRect().left;
  let drag: { readonly x: number; last: number; readonly isPan: boolean } | undefined;
  const end = (): void => {
    drag = undefined;
    brush.hidden = true;
  };
  target.addEventListener('pointerdown', (event) => {
    const x = at(event);
    const area = plot.area();
    if (event.button !== 0 || !area || x < area.left || x > area.right) return;
    drag = { x, last: x, isPan: event.shiftKey };
    target.setPointerCapture(event.pointerId);
  });
  target.addEventListener('pointermove', (event) => {
    const area = plot.area();
    if (!area) return;
    const x = Math.min(Math.max(at(event), area.left), area.right);
    if (drag?.isPan) {
      axis.pan((drag.last - x) / (area.right - area.left));
      drag.last = x;
    } else if (drag) {
      drag.last = x;
      brush.hidden = Math.abs(x - drag.x) < SHORTEST_DRAG;
      brush.style.left = `${Math.min(x, drag.x)}px`;
      brush.style.width = `${Math.abs(x - drag.x)}px`;
    }
    const isOutside = at(event) < area.left || at(event) > area.right;
    axis.point(isOutside && !drag ? undefined : plot.timeAt(x), target);
  });
  target.addEventListener('pointerup', () => {
    const done = drag;
    end();
    if (!done || done.isPan || Math.abs(done.last - done.x) < SHORTEST_DRAG) return;
    const [from, to] = [done.x, done.last].map((x) => plot.timeAt(x)).sort((a, b) => a - b);
    if (from !== undefined && to !== undefined) axis.zoomTo({ from, to });
  });
  target.addEventListener('pointercancel', end);
  target.addEventListener('pointerleave', () => {
    if (!drag) axis.point(undefined);
  });
  target.addEventListener('dblclick', () => axis.reset());
  target.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') end();
  });
  target.addEventListener('wheel', (event) => onWheel(event, axis, plot, at(event)), { passive: false });
}

function onWheel(event: WheelEvent, axis: TimeAxis, plot: Plot, x: number): void {
  const area = plot.area();
  if (!area) return;
  const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    axis.zoom(event.deltaY < 0 ? 1 / ZOOM_STEP : ZOOM_STEP, plot.timeAt(Math.min(Math.max(x, area.left), area.right)));
  } else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
    event.preventDefault();
    axis.pan(Math.sign(sideways) * Math.min(0.25, Math.abs(sideways) / (area.right - area.left)));
  }
}

/** The keys of zoom and pan; true when `event` was one of them. */
export function takeAxisKey(event: KeyboardEvent, axis: TimeAxis): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const about = axis.cursor;
  if (event.key === '+' || event.key === '=') axis.zoom(KEY_ZOOM, about);
  else if (event.key === '-' || event.key === '_') axis.zoom(1 / KEY_ZOOM, about);
  else if (event.key === '0') axis.reset();
  else if (event.shiftKey && event.key === 'ArrowLeft') axis.pan(-KEY_PAN);
  else if (event.shiftKey && event.key === 'ArrowRight') axis.pan(KEY_PAN);
  else if (event.key === 'Escape') axis.point(undefined);
  else return false;
  event.preventDefault();
  return true;
}

/** Where Left, Right, Home and End lead among `count` places, from `from`; undefined for other keys. */
export function stepOf(key: string, from: number, count: number): number | undefined {
  const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: count - 1 }[key];
  return to === undefined ? undefined : Math.min(Math.max(to, 0), count - 1);
}
