import { NO_VERSION, OTHER_VERSION, type Recorded } from './history.ts';

/** What one file has of a series. */
export interface Part {
  readonly recorded: Recorded;
  /** Of its file. */
  readonly versions: readonly string[];
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly version?: string;
}

/** Rows of one series from several files. */
export class Merged {
  /** Versions that have rows, without the one asked for; at most five. */
  readonly otherVersions: readonly string[];
  /** When each version was first seen, in order of time. */
  readonly versions: readonly { readonly version: string; readonly time: number }[];
  readonly length: number;
  private readonly parts: readonly Part[];
  /** Which part a row is of, and its index there: two numbers, as there are millions. */
  private readonly partOf: Uint32Array;
  private readonly indexOf: Uint32Array;

  /** Of two rows of one time the one of the later part, or the later row, counts. Rows that name another version do not. */
  constructor(parts: readonly Part[], range: Range) {
    const total = parts.reduce((sum, { recorded }) => sum + recorded.times.length, 0);
    const others = new Set<string>();
    const firstSeen = new Map<string, number>();
    let [partOf, indexOf] = [new Uint32Array(total), new Uint32Array(total)];
    let length = 0;
    let last = -Infinity;
    let isOrdered = true;
    for (const [number, part] of parts.entries()) {
      const { times } = part.recorded;
      const isWanted = versionFilter(part, range.version, firstSeen, others);
      for (let index = lowerBound(times, range.from); index < times.length; index++) {
        const time = times[index] ?? 0;
        if (time > range.to) break;
        if (isWanted && !isWanted(index)) continue;
        if (time <= last) isOrdered = false;
        last = time;
        partOf[length] = number;
        indexOf[length++] = index;
      }
    }
    this.parts = parts;
    if (!isOrdered) [partOf, indexOf, length] = inOrder(parts, partOf, indexOf, length);
    [this.partOf, this.indexOf, this.length] = [partOf, indexOf, length];
    this.otherVersions = [...others];
    this.versions = Array.from(firstSeen, ([version, time]) => ({ version, time })).sort((a, b) => a.time - b.time);
  }

  timeAt = (row: number): number => this.at(row, 'times');
  valueAt = (row: number): number => this.at(row, 'values');
  /** NaN where it is not known. */
  countAt = (row: number): number => this.at(row, 'counts');
  /** 1, 0, or something else where it is not known. */
  verdictAt = (row: number): number => this.at(row, 'verdicts');

  private at(row: number, column: 'times' | 'values' | 'counts' | 'verdicts'): number {
    return this.parts[this.partOf[row] ?? 0]?.recorded[column]?.[this.indexOf[row] ?? 0] ?? Number.NaN;
  }
}

/** Whether a row of a part counts; notes when each version is first seen. Undefined where no row names a version. */
function versionFilter(
  { recorded: { times, versions }, versions: names }: Part,
  wanted: string | undefined,
  firstSeen: Map<string, number>,
  others: Set<string>,
): ((index: number) => boolean) | undefined {
  if (!versions) return undefined;
  // Rows are in order of time: only the first of each version needs to be looked at.
  const counts: (boolean | undefined)[] = [];
  return (index) => {
    const number = versions[index] ?? NO_VERSION;
    if (number === NO_VERSION) return true;
    const known = counts[number];
    if (known !== undefined) return known;
    const name = number === OTHER_VERSION ? 'another' : (names[number] ?? '');
    firstSeen.set(name, Math.min(firstSeen.get(name) ?? Infinity, times[index] ?? Infinity));
    const isWanted = wanted === undefined || name === wanted;
    if (!isWanted && others.size < 5) others.add(name.slice(0, 40));
    counts[number] = isWanted;
    return isWanted;
  };
}

/** The sort is stable: of one time, the last is the one that counts. */
function inOrder(
  parts: readonly Part[],
  partOf: Uint32Array,
  indexOf: Uint32Array,
  length: number,
): [Uint32Array<ArrayBuffer>, Uint32Array<ArrayBuffer>, number] {
  const times = Float64Array.from({ length }, (_, row) => {
    return parts[partOf[row] ?? 0]?.recorded.times[indexOf[row] ?? 0] ?? 0;
  });
  const order = Uint32Array.from({ length }, (_, row) => row).sort(
    (a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b,
  );
  const kept = order.filter((row, place) => times[row] !== times[order[place + 1] ?? -1]);
  return [kept.map((row) => partOf[row] ?? 0), kept.map((row) => indexOf[row] ?? 0), kept.length];
}

/** First index whose time is not before `time`. */
function lowerBound(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
