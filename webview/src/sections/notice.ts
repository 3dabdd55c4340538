import { element } from '../dom.ts';
import { plain } from '../words/plain.ts';

const NOTHING = {
  empty: 'No values yet',
  failed: 'Not read',
  unauthorised: 'Not allowed to read',
  unsupported: 'Cannot be shown yet',
} as const;

export function notice(text: string): HTMLElement {
  return element('p', { class: 'notice', text });
}

/** Why there is nothing to show, and what to do next. */
export function nothing(state: keyof typeof NOTHING, message: string): HTMLElement {
  return element(
    'p',
    { class: `notice notice-${state}` },
    element('strong', { text: NOTHING[state] }),
    new Text(` ${plain(message)}`),
  );
}
