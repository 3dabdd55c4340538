import type { Assessment } from '../core/decay/assess.ts';
import { inUnit } from '../core/decay/words.ts';
import type { Node } from '../core/document/node.ts';
import type { Path } from '../core/problem.ts';
import { currentOf } from '../core/rules/live/current.ts';
import { isoDate } from '../core/schema/formats.ts';

/** What stands beside the lines of indicators and drift columns, by their joined path: "now 0.884". */
export function nowBeside(root: Node | undefined, live: Assessment | undefined): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const current = currentOf({ root, live });
  if (!current) return values;
  const put = (path: Path, keys: readonly string[], text: string): void => {
    for (const key of keys) values.set([...path, key].join(' '), text);
  };
  for (const { indicator, assessed } of current.indicators) {
    const { newest, report } = assessed;
    if (!newest) continue;
    const value = inUnit(newest.value, indicator.unit);
    const isOld = report?.stale === true || current.live.isLookBack;
    put(
      indicator.path,
      ['baseline', 'warning', 'critical'],
      isOld ? `${value} on ${isoDate(newest.time)}` : `now ${value}`,
    );
  }
  for (const { column, assessed } of current.columns) {
    const { newest, otherMethod } = assessed;
    if (!newest || otherMethod) continue;
    const score = Number(newest.score.toPrecision(4));
    put(
      column.path,
      ['warning', 'critical'],
      current.live.isLookBack ? `${score} on ${isoDate(newest.time)}` : `now ${score}`,
    );
  }
  return values;
}
