import type { Sample } from './series.ts';

/** At most `maxPoints` of `samples`: first, last, and of equal parts the smallest and the largest, so that a spike of one value stays. */
export function reducedTo(samples: readonly Sample[], maxPoints: number): readonly Sample[] {
  if (samples.length <= maxPoints) return samples;
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || maxPoints < 4) return samples.slice(-maxPoints);
  const parts = Math.floor((maxPoints - 2) / 2);
  const inner = samples.slice(1, -1);
  const kept = [first];
  for (let part = 0; part < parts; part++) {
    const slice = inner.slice(
      Math.floor((part * inner.length) / parts),
      Math.floor(((part + 1) * inner.length) / parts),
    );
    const [head] = slice;
    if (!head) continue;
    let [smallest, largest] = [head, head];
    for (const sample of slice) {
      if (sample.value < smallest.value) smallest = sample;
      if (sample.value > largest.value) largest = sample;
    }
    kept.push(
      ...(smallest === largest ? [smallest] : smallest.time < largest.time ? [smallest, largest] : [largest, smallest]),
    );
  }
  return [...kept, last];
}
