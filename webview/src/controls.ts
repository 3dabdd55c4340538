import { provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';
import { element } from './dom.ts';

export interface ButtonOptions {
  readonly label: string;
  /** What it is about, where several have the same label; only read aloud. */
  readonly about?: string;
  readonly primary?: boolean;
  readonly run: () => void;
}

/** Makes the toolkit's elements known; before the first control. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(vsCodeButton());
}

/** A button that looks as the editor's own. */
export function button({ label, about, primary = false, run }: ButtonOptions): HTMLElement {
  const made = document.createElement('vscode-button');
  made.setAttribute('appearance', primary ? 'primary' : 'secondary');
  made.append(label);
  if (about !== undefined) made.append(element('span', { class: 'read-aloud', text: ` ${about}` }));
  made.addEventListener('click', run);
  return made;
}

export interface Segments<V> {
  readonly element: HTMLElement;
  /** `undefined` where none of the options is what is shown. */
  choose(value: V | undefined): void;
}

/** One choice of a few, side by side; the toolkit has none of this kind. */
export function segments<V>(
  label: string,
  options: readonly (readonly [V, string, string?])[],
  chosen: (value: V) => void,
): Segments<V> {
  const buttons = options.map(([value, text, name]) => {
    const made = element('button', {
      type: 'button',
      class: 'segment',
      'aria-pressed': 'false',
      text,
      title: name,
    });
    made.addEventListener('click', () => chosen(value));
    return [value, made] as const;
  });
  return {
    element: element(
      'div',
      { class: 'segments', role: 'group', 'aria-label': label },
      ...buttons.map(([, made]) => made),
    ),
    choose: (value) => {
      for (const [own, made] of buttons) made.setAttribute('aria-pressed', String(own === value));
    },
  };
}
