/** Where a reader is on the page: which tables are open, and what has the focus. */
export interface Place {
  readonly open: ReadonlySet<string>;
  readonly focus?: { readonly section: string; readonly index: number };
}

const FOCUSABLE = 'summary, .scroll, vscode-button';

/** Remembers the place in `content`, whose sections have a name in data-place. */
export function readPlace(content: HTMLElement): Place {
  const open = new Set<string>();
  let focus: Place['focus'];
  for (const [name, section] of sections(content)) {
    if (section.querySelector('details')?.open) open.add(name);
    const index = [...section.querySelectorAll(FOCUSABLE)].findIndex((control) => control === document.activeElement);
    if (index >= 0) focus = { section: name, index };
  }
  return { open, ...(focus && { focus }) };
}

/** Puts the reader back, as far as the place is still there. */
export function takePlace(content: HTMLElement, { open, focus }: Place): void {
  for (const [name, section] of sections(content)) {
    const fold = section.querySelector('details');
    if (fold && open.has(name)) fold.open = true;
    if (focus?.section === name) section.querySelectorAll<HTMLElement>(FOCUSABLE)[focus.index]?.focus();
  }
}

function sections(content: HTMLElement): (readonly [name: string, section: HTMLElement])[] {
  return [...content.querySelectorAll<HTMLElement>('[data-place]')].map(
    (section) => [section.dataset['place'] ?? '', section] as const,
  );
}
