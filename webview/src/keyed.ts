/** A part of the page that is shown again and again with other contents. */
export interface Block<T> {
  readonly element: HTMLElement;
  show(item: T): void;
  dispose(): void;
}

/** An element that is filled anew only when what it tells has changed: the reader's place in it, and its nodes, stay. */
export class Slot<E extends HTMLElement = HTMLElement> {
  readonly element: E;
  private key = '';

  constructor(element: E) {
    this.element = element;
  }

  /** @param told all that `make` depends on, as plain JSON */
  fill(told: unknown, make: () => readonly (Node | string)[]): void {
    const key = JSON.stringify(told) + '.';
    if (key === this.key) return;
    this.key = key;
    const focused = indexOfFocus(this.element);
    this.element.replaceChildren(...make());
    if (focused >= 0) (controls(this.element)[focused] ?? controls(this.element).at(-1))?.focus();
  }
}

const controls = (element: HTMLElement): HTMLElement[] => [
  ...element.querySelectorAll<HTMLElement>('button, vscode-button, summary, [tabindex="0"]'),
];

const indexOfFocus = (element: HTMLElement): number =>
  element.contains(document.activeElement) ? controls(element).indexOf(document.activeElement as HTMLElement) : -1;

/** Blocks by key in one container: those that stay are shown anew in place, the rest are made or thrown away. */
export class KeyedList<T> {
  private readonly container: HTMLElement;
  private readonly make: () => Block<T>;
  private blocks = new Map<string, Block<T>>();

  constructor(container: HTMLElement, make: () => Block<T>) {
    this.container = container;
    this.make = make;
  }

  show(items: readonly T[], keyOf: (item: T) => string): void {
    const next = new Map<string, Block<T>>();
    for (const item of items) {
      // Two of the same name: both are shown.
      let key = keyOf(item);
      while (next.has(key)) key += '\u0000';
      const block = this.blocks.get(key) ?? this.make();
      this.blocks.delete(key);
      next.set(key, block);
      block.show(item);
    }
    for (const gone of this.blocks.values()) {
      gone.dispose();
      gone.element.remove();
    }
    this.blocks = next;
    this.order();
  }

  each(visit: (block: Block<T>) => void): void {
    for (const block of this.blocks.values()) visit(block);
  }

  dispose(): void {
    for (const block of this.blocks.values()) block.dispose();
    this.blocks.clear();
  }

  /** Moves only what is in a wrong place: a moved element loses the focus. */
  private order(): void {
    const focused = document.activeElement;
    let place = this.container.firstElementChild;
    for (const { element } of this.blocks.values()) {
      if (element === place) place = place.nextElementSibling;
      else this.container.insertBefore(element, place);
    }
    if (focused instanceof HTMLElement && focused !== document.activeElement && this.container.contains(focused))
      focused.focus();
  }
}
