import type fc from 'fast-check';

/** One thing that is given whatever may come, and must stand it. */
export interface Target<T = unknown> {
  readonly name: string;
  /** What is made up. Must be plain data, so that finds can be kept. */
  readonly inputs: fc.Arbitrary<T>;
  /** How many inputs an ordinary test run makes up. */
  readonly runs: number;
  /** Starts what is needed. The function takes an input and throws, or rejects, when it did harm. */
  readonly open: () => Promise<Opened<T>>;
}

export interface Opened<T> {
  readonly holds: (input: T) => void | Promise<void>;
  readonly close?: () => void | Promise<void>;
  /** Bytes in use, where that is to stay as it is. */
  readonly memory?: () => Promise<number>;
}

/** Milliseconds that one input may take, on a machine that does other things too. */
export const LIMIT = 5_000;

/** A target of any input, for lists. */
export const target = <T>(one: Target<T>): Target => one as unknown as Target;
