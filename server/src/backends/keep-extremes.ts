interface Timed {
  readonly time: number;
}

/**
 * At most `most` of some values in order of time: of each of equally long stretches the smallest and the largest stay,
 * so that a spike of one value is still seen, and the first and the last value stay.
 */
export function keepExtremes<T extends Timed>(samples: readonly T[], most: number, of: (sample: T) => number): T[] {
  const [first, last] = [samples[0], samples.at(-1)];
  if (samples.length <= most || !first || !last) return [...samples];
  if (most < 4) return most < 2 ? [last] : [first, last];
  const stretches = Math.floor((most - 2) / 2);
  const width = (last.time - first.time) / stretches || 1;
  const kept = new Set<T>([first, last]);
  for (let index = 0, stretch = 0; stretch < stretches; stretch++) {
    const end = first.time + (stretch + 1) * width;
    let [low, high]: [T | undefined, T | undefined] = [undefined, undefined];
    for (; index < samples.length; index++) {
      const sample = samples[index];
      if (!sample || (sample.time >= end && stretch < stretches - 1)) break;
      if (!low || of(sample) < of(low)) low = sample;
      if (!high || of(sample) > of(high)) high = sample;
    }
    if (low) kept.add(low);
    if (high) kept.add(high);
  }
  return samples.filter((sample) => kept.has(sample));
}
