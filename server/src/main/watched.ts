import { setFlagsFromString } from 'node:v8';

/** Milliseconds of processor time for one answer that show that there is work to optimise for. */
const LONG = 150;

let isOptimising = false;

function optimise(): void {
  isOptimising = true;
  setFlagsFromString('--opt');
}

/** Does `work`; where it takes long, the engine optimises from then on. */
export async function watched<R>(work: () => R | Promise<R>): Promise<R> {
  if (isOptimising) return work();
  const before = process.cpuUsage();
  const look = (): void => {
    if (!isOptimising && process.cpuUsage(before).user > LONG * 1_000) optimise();
  };
  // Large files are read part by part: their answer is not waited for.
  const timer = setInterval(look, LONG);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    look();
  }
}
