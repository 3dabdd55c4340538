import type { MetricSample, MetricSeries, Snapshot } from './contract.ts';

/** Each number of reports as a series; of two reports of one time the later in the list counts. */
export function seriesOfSnapshots(snapshots: readonly (Snapshot & { readonly time: number })[]): MetricSeries[] {
  const found = new Map<string, { series: MetricSeries; samples: Map<number, MetricSample> }>();
  for (const { time, version, points } of snapshots) {
    for (const { type, params, value, drifted } of points) {
      const key = JSON.stringify([type, ...[...params].sort(([a], [b]) => (a < b ? -1 : 1))]);
      const one = found.get(key) ?? { series: { type, params, samples: [] }, samples: new Map<number, MetricSample>() };
      found.set(key, one);
      one.samples.set(time, {
        time,
        value,
        ...(drifted !== undefined && { drifted }),
        ...(version !== undefined && { version }),
      });
    }
  }
  return Array.from(found.values(), ({ series, samples }) => ({ ...series, samples: inOrder([...samples.values()]) }));
}

export const inOrder = (samples: readonly MetricSample[]): MetricSample[] =>
  samples.toSorted((a, b) => a.time - b.time);
