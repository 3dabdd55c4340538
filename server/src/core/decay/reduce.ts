import type { Sample } from './series.ts';

/**
 * At most `most` samples (4 or more) that look the same on a chart: the first, the last, and the smallest and largest of each
 * of equally long times between, so that a single outlier stays visible.
 * @param samples in order of time
 */
export function reduceMinMax(samples: readonly Sample[], most: number): readonly Sample[] {
  if (samples.length <= most) return samples;
  const [first, last] = [samples[0], samples.at(-1)];
  const buckets = Math.floor((most - 2) / 2);
  if (!first || !last || buckets < 1) return samples.slice(samples.length - Math.max(0, most));
  const width = (last.time - first.time) / buckets;
  const bucketOf = ({ time }: Sample): number =>
    width > 0 ? Math.min(buckets - 1, Math.floor((time - first.time) / width)) : 0;
  const kept = new Set([0, samples.length - 1]);
  let [bucket, lowest, highest] = [0, 0, 0];
  samples.forEach((sample, index) => {
    const own = bucketOf(sample);
    if (own !== bucket) {
      kept.add(lowest).add(highest);
      [bucket, lowest, highest] = [own, index, index];
    }
    if (sample.value < (samples[lowest]?.value ?? Infinity)) lowest = index;
    if (sample.value > (samples[highest]?.value ?? -Infinity)) highest = index;
  });
  kept.add(lowest).add(highest);
  return Array.from(kept)
    .sort((a, b) => a - b)
    .flatMap((index) => samples[index] ?? []);
}
