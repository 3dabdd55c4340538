/** The editor's colours and font, for what is drawn and cannot use CSS. */
export interface Palette {
  readonly foreground: string;
  readonly muted: string;
  readonly grid: string;
  readonly background: string;
  readonly series: string;
  readonly baseline: string;
  readonly warning: string;
  readonly critical: string;
  readonly ok: string;
  readonly marker: string;
  readonly fontFamily: string;
}

/** The colours of the theme that is shown now. A theme may leave any of them out: then a colour of the page's own steps in. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.body);
  const read = (...names: readonly string[]): string =>
    names.map((name) => style.getPropertyValue(name).trim()).find(Boolean) ?? style.color;
  return {
    foreground: read('--vscode-foreground'),
    muted: read('--vscode-descriptionForeground', '--vscode-foreground'),
    grid: fainter(read('--vscode-panel-border', '--vscode-charts-lines')),
    background: read('--vscode-editor-background', '--page-background'),
    series: read('--vscode-charts-blue', '--page-blue'),
    baseline: read('--vscode-descriptionForeground', '--vscode-foreground'),
    warning: read('--vscode-charts-yellow', '--page-yellow'),
    critical: read('--vscode-charts-red', '--vscode-errorForeground', '--page-red'),
    ok: read('--vscode-charts-green', '--page-green'),
    marker: read('--vscode-charts-purple', '--page-purple'),
    fontFamily: read('--vscode-font-family', '--page-font'),
  };
}

/** In high contrast a border is as strong as a line of the plan, and would be taken for one. */
function fainter(colour: string): string {
  const isHigh = document.body.className.includes('vscode-high-contrast');
  return isHigh ? `color-mix(in srgb, ${colour} 35%, transparent)` : colour;
}

/** Calls `changed` whenever the editor puts on another theme. */
export function onThemeChange(changed: () => void): void {
  // The editor says which theme it shows on body, and its colours on the root element.
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}
