const NOTES = Symbol('what is remembered of it');

interface Note {
  readonly of: object;
  value: unknown;
  readonly next: Note | undefined;
}

interface Noted {
  [NOTES]?: Note | undefined;
}

/**
 * Remembers something of objects for as long as they are there, as a WeakMap does. What is remembered stands at the object itself: of
 * the hundred thousands of nodes of a workspace that is read once, no table grows.
 */
export class Notes<K extends object, V> {
  get(key: K): V | undefined {
    for (let note = (key as Noted)[NOTES]; note; note = note.next) if (note.of === this) return note.value as V;
    return undefined;
  }

  set(key: K, value: V): void {
    const noted = key as Noted;
    for (let note = noted[NOTES]; note; note = note.next) {
      if (note.of !== this) continue;
      note.value = value;
      return;
    }
    noted[NOTES] = { of: this, value, next: noted[NOTES] };
  }
}
