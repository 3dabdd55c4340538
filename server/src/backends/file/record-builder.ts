import { NO_VERSION, UNKNOWN, type Recorded } from './history.ts';

/** Collects the values of one series; it grows by doubling and is in order of time once built. */
export class RecordBuilder {
  skipped = 0;
  private length = 0;
  private times = new Float64Array(16);
  private values = new Float64Array(16);
  private counts: Float64Array | undefined;
  private versions: Uint16Array | undefined;
  private verdicts: Uint8Array | undefined;
  private isOrdered = true;

  /**
   * @param time milliseconds since the epoch
   * @param count NaN where it is not known
   * @param version index, or NO_VERSION
   * @param verdict 1, 0 or UNKNOWN
   */
  add(time: number, value: number, count = Number.NaN, version = NO_VERSION, verdict = UNKNOWN): void {
    const index = this.length++;
    if (index === this.times.length) this.grow();
    if (index > 0 && time < (this.times[index - 1] ?? time)) this.isOrdered = false;
    this.times[index] = time;
    this.values[index] = value;
    // Most files have no counts, versions or verdicts: the columns come with their first value.
    if (!Number.isNaN(count)) (this.counts ??= new Float64Array(this.times.length).fill(Number.NaN))[index] = count;
    if (version !== NO_VERSION)
      (this.versions ??= new Uint16Array(this.times.length).fill(NO_VERSION))[index] = version;
    if (verdict !== UNKNOWN) (this.verdicts ??= new Uint8Array(this.times.length).fill(UNKNOWN))[index] = verdict;
  }

  /** How many there are. */
  get size(): number {
    return this.length;
  }

  build(): Recorded {
    const order = this.isOrdered ? undefined : orderOf(this.times, this.length);
    const pick = <T extends Float64Array | Uint16Array | Uint8Array>(column: T): T => {
      const picked = column.slice(0, this.length) as T;
      order?.forEach((from, to) => (picked[to] = column[from] ?? 0));
      return picked;
    };
    return {
      times: pick(this.times),
      values: pick(this.values),
      ...(this.counts && { counts: pick(this.counts) }),
      ...(this.versions && { versions: pick(this.versions) }),
      ...(this.verdicts && { verdicts: pick(this.verdicts) }),
      skipped: this.skipped,
    };
  }

  private grow(): void {
    const size = this.times.length * 2;
    this.times = grown(this.times, new Float64Array(size));
    this.values = grown(this.values, new Float64Array(size));
    this.counts &&= grown(this.counts, new Float64Array(size).fill(Number.NaN));
    this.versions &&= grown(this.versions, new Uint16Array(size).fill(NO_VERSION));
    this.verdicts &&= grown(this.verdicts, new Uint8Array(size).fill(UNKNOWN));
  }
}

function grown<T extends Float64Array | Uint16Array | Uint8Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}

/** Indices in order of time; rows of one time stay in the order of the file. */
function orderOf(times: Float64Array, length: number): Uint32Array {
  return Uint32Array.from({ length }, (_, index) => index).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
}

/** Bytes of the columns of a series. */
export const bytesOf = ({ times, values, counts, versions, verdicts }: Recorded): number =>
  [times, values, counts, versions, verdicts].reduce((sum, column) => sum + (column?.byteLength ?? 0), 200);
