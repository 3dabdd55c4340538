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
