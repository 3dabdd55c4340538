import type { IndicatorView } from '../../../server/src/core/panel/contract.ts';
import type { Span } from '../charts/overlay/spans.ts';
import { formatDay } from '../words/time.ts';

/** Where the labels are still coming, and where no value is though there should be one. */
export function spansOf(indicator: IndicatorView, fetchedAt: number, now: number): Span[] {
  const { series, outdated, stale } = indicator;
  if (series.state !== 'ready') return [];
  const { points, pending = [] } = series;
  const spans: Span[] = [];
  const last = pending.at(-1) ?? points.at(-1);
  const [first] = pending;
  if (first && last)
    spans.push({ from: points.at(-1)?.time ?? first.time, to: last.time, kind: 'pending', label: 'labels pending' });
  const read = indicator.fetchedAt ?? fetchedAt;
  if (!last || last.time >= now) return spans;
  // What was never asked for is not known to be missing.
  const isOld = outdated !== undefined && read < now;
  const asked = isOld ? Math.max(read, last.time) : now;
  if (stale === true) spans.push({ from: last.time, to: asked, kind: 'missing', label: 'no newer value' });
  if (isOld) spans.push({ from: asked, to: now, kind: 'missing', label: `not read since ${formatDay(read)}` });
  return spans;
}
