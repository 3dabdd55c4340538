interface Timed {
  readonly time: number;
}

/**
 * At most `most` (at least 2) of some values in order of time: of each of equally long stretches the smallest and the
 * largest stay, so that a spike of one value is still seen, and the first and the last value stay. Stretches begin at
 * multiples of their length, which itself seldom changes: a refresh a little later keeps the same values.
 */
export function keepExtremes<T extends Timed>(samples: readonly T[], most: number, of: (sample: T) => number): T[] {
  const [first, last] = [samples[0], samples.at(-1)];
  if (samples.length <= most || !first || !last) return [...samples];
  if (most < 4) return [first, last];
  // Stretches that are aligned are two more than whole ones: one is cut at each end.
  const stretches = Math.floor((most - 2) / 2) - 2;
  const length = stretches > 0 ? rounded((last.time - first.time) / stretches) : Infinity;
  const kept = new Set<T>([first, last]);
  let [stretch, low, high] = [Math.floor(first.time / length), first, first];
  for (const sample of samples) {
    const own = Math.floor(sample.time / length);
    if (own !== stretch) {
      kept.add(low).add(high);
      [stretch, low, high] = [own, sample, sample];
    } else if (of(sample) < of(low)) low = sample;
    else if (of(sample) > of(high)) high = sample;
  }
  kept.add(low).add(high);
  return samples.filter((sample) => kept.has(sample));
}

/** The next length of a series whose members lie 5 % apart. */
const rounded = (length: number): number => 1.05 ** Math.ceil(Math.log(Math.max(length, 1)) / Math.log(1.05));
