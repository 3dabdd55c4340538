import { readFileSync, writeFileSync, existsSync } from 'node:fs';
import fc from 'fast-check';
import { heapInUse } from '../support/heap-in-use.ts';
import { LIMIT, type Opened, type Target } from './target.ts';

export interface Budget {
  readonly seed: number;
  /** Inputs; the target's own number where it is missing. */
  readonly runs?: number;
  /** Milliseconds after which no further input is made up. */
  readonly time?: number;
}

export interface Outcome {
  /** How many inputs were tried. */
  readonly runs: number;
  readonly find?: Find;
}

interface Find {
  /** The smallest input that does harm. */
  readonly input: unknown;
  readonly error: string;
}

const corpusOf = ({ name }: Target): string => `test/fuzz/corpus/${name}.json`;

/** What was found before: tried first, so that it stays mended. */
function corpus(target: Target): readonly unknown[] {
  const file = corpusOf(target);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown[]) : [];
}

/** Adds a find to what is tried first. */
export function keep(target: Target, input: unknown): void {
  const all = [...corpus(target), input];
  writeFileSync(corpusOf(target), `${JSON.stringify(all, undefined, 1)}\n`);
}

/** Tries what was found before, and then what is made up, until something does harm. */
export async function fuzz(target: Target, { seed, runs = target.runs, time }: Budget): Promise<Outcome> {
  const opened = await target.open();
  try {
    const property = fc.asyncProperty(target.inputs, (input) => borne(opened, input));
    const found = await fc.check(property, {
      seed,
      numRuns: runs,
      examples: corpus(target).map((input): [unknown] => [input]),
      ...(time !== undefined && { interruptAfterTimeLimit: time, markInterruptAsFailure: false }),
    });
    if (!found.failed) return { runs: found.numRuns };
    const error =
      found.errorInstance instanceof Error ? (found.errorInstance.stack ?? '') : String(found.errorInstance);
    return { runs: found.numRuns, find: { input: found.counterexample?.[0], error } };
  } finally {
    await opened.close?.();
  }
}

async function borne({ holds }: Opened<unknown>, input: unknown): Promise<void> {
  const started = performance.now();
  await holds(input);
  const took = performance.now() - started;
  if (took > LIMIT) throw new Error(`it took ${took.toFixed(0)} ms`);
}

/** How many bytes more are in use after `runs` inputs than after the first half of them, with which all is warm. */
export async function growth(target: Target, { seed, runs = target.runs }: Budget): Promise<number> {
  const opened = await target.open();
  try {
    const inputs = fc.sample(target.inputs, { seed, numRuns: runs });
    const memory = opened.memory ?? heapInUse;
    let before = 0;
    for (const [index, input] of inputs.entries()) {
      if (index === Math.floor(runs / 2)) before = await memory();
      await opened.holds(input);
    }
    return (await memory()) - before;
  } finally {
    await opened.close?.();
  }
}
