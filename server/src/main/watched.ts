import { setFlagsFromString } from 'node:v8';

/** Milliseconds between two looks at work that goes on. */
const OFTEN = 100;
/** The part of the time that may go by in work without it adding up. */
const SHARE = 0.1;
/** Milliseconds of processor time above that part that show that there is work to optimise for. */
const MUCH = 500;

let isOptimising = false;
let last: { readonly cpu: NodeJS.CpuUsage; readonly at: number } | undefined;
let spent = 0;

function look(): void {
  if (isOptimising) return;
  const now = { cpu: process.cpuUsage(), at: performance.now() };
  if (last) {
    const used = (now.cpu.user - last.cpu.user) / 1_000;
    spent = Math.max(0, spent + used - SHARE * (now.at - last.at));
  }
  last = now;
  if (spent < MUCH) return;
  isOptimising = true;
  setFlagsFromString('--opt');
}

/** Does `work`; where there comes to be much of it, the engine optimises from then on (engine.ts). */
export async function watched<R>(work: () => R | Promise<R>): Promise<R> {
  if (isOptimising) return work();
  look();
  // Large files are read part by part: their answer is not waited for.
  const timer = setInterval(look, OFTEN);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    look();
  }
}
