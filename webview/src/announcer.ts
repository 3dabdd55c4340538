import { element } from './dom.ts';

/** Says aloud what has changed, and nothing twice. */
export class Announcer {
  readonly element = element('p', { class: 'read-aloud', role: 'status' });
  private last = '';

  readonly say = (text: string): void => {
    if (text === this.last) return;
    this.last = text;
    this.element.textContent = text;
  };
}
