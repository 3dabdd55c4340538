import type { DataFileEntry } from '../files.ts';
import { SourceError } from '../source-error.ts';

/** What was made of files that have not changed since, so that a file is read once however many metrics are asked of it. */
export interface FileCache<T extends { readonly bytes: number }> {
  /**
   * @param load reads the file; its signal is aborted when nobody waits any longer
   * @param signal of the caller, who stops waiting when it is aborted
   */
  readonly get: (entry: DataFileEntry, load: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) => Promise<T>;
}

interface Slot<T> {
  readonly value: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
  bytes: number;
}

/** @param maxBytes of all that is kept; what was used last stays */
export function createFileCache<T extends { readonly bytes: number }>(maxBytes: number): FileCache<T> {
  const slots = new Map<string, Slot<T>>();

  function start(key: string, load: (signal: AbortSignal) => Promise<T>): Slot<T> {
    const controller = new AbortController();
    const slot: Slot<T> = { value: load(controller.signal), controller, waiting: 0, bytes: 0 };
    slot.value.then(
      ({ bytes }) => {
        slot.bytes = bytes;
        let sum = 0;
        for (const [old, { bytes: size }] of [...slots].reverse()) {
          sum += size;
          if (sum > maxBytes && old !== key) slots.delete(old);
        }
      },
      // A failure is told to those who wait and tried again by those who come later.
      () => forget(key, slot),
    );
    return slot;
  }

  function forget(key: string, slot: Slot<T>): void {
    if (slots.get(key) === slot) slots.delete(key);
  }

  return {
    get({ name, size, modified }, load, signal) {
      const key = JSON.stringify([name, size, modified]);
      const slot = slots.get(key) ?? start(key, load);
      // Behind all others: the one used last.
      slots.delete(key);
      slots.set(key, slot);
      slot.waiting++;
      return new Promise<T>((resolve, reject) => {
        const giveUp = (): void => {
          reject(new SourceError('cancelled', 'The refresh was given up.'));
          done();
          if (slot.waiting > 0) return;
          slot.controller.abort();
          if (slot.bytes === 0) forget(key, slot);
        };
        const done = (): void => {
          slot.waiting--;
          signal.removeEventListener('abort', giveUp);
        };
        if (signal.aborted) {
          giveUp();
          return;
        }
        signal.addEventListener('abort', giveUp);
        slot.value.then(
          (value) => {
            if (!signal.aborted) done();
            resolve(value);
          },
          (error: unknown) => {
            if (!signal.aborted) done();
            reject(error instanceof Error ? error : new SourceError('bad-answer', String(error)));
          },
        );
      });
    },
  };
}
