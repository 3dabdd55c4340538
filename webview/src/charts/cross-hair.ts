import { element } from '../dom.ts';
import type { Box } from './overlay/box.ts';

/** The line, the dot and the value of the cross-hair over one chart: elements, so that no chart is drawn anew for a move. */
export class CrossHair {
  private readonly line = element('div', { class: 'cross-line' });
  private readonly dot = element('div', { class: 'cross-dot' });
  private readonly value = element('div', { class: 'cross-value' });
  private readonly element = element('div', { class: 'cross', 'aria-hidden': 'true', hidden: '' });

  constructor(parent: HTMLElement) {
    this.element.append(this.line, this.dot, this.value);
    parent.append(this.element);
  }

  /** @param y undefined where the chart has no value there */
  show(area: Box, x: number, y: number | undefined, text: string): void {
    this.element.hidden = false;
    this.line.style.transform = `translate(${x}px, ${area.top}px)`;
    this.line.style.height = `${area.bottom - area.top}px`;
    this.dot.hidden = y === undefined;
    const top = Math.min(Math.max(y ?? area.top, area.top), area.bottom);
    this.dot.style.transform = `translate(${x}px, ${top}px)`;
    this.value.textContent = text;
    // On the side where there is room, and above the dot where it would be cut off below.
    const isRight = x > (area.left + area.right) / 2;
    const above = top + 30 > area.bottom;
    this.value.style.transform = `translate(${x}px, ${top}px) translate(${isRight ? 'calc(-100% - 8px)' : '8px'}, ${above ? 'calc(-100% - 4px)' : '4px'})`;
  }

  hide(): void {
    this.element.hidden = true;
  }
}
