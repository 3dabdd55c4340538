import type { DataFiles } from '../../files.ts';
import { SourceError } from '../../source-error.ts';
import type { LoggedValue } from '../tracking.ts';

/** Of a longer file the end is read: values are appended. */
const MAX_BYTES = 16_000_000;

/**
 * The values in a metric's file: lines `time value step`, of which the oldest have no step, and those of a logged model
 * go on with the name and digest of a dataset. What is no such line is left out.
 */
export function readLines(text: string, run: string): LoggedValue[] {
  return text.split('\n').flatMap((line) => {
    const [time = '', value = '', step = '0'] = line.trim().split(/\s+/);
    const number = pythonNumber(value);
    if (!/^\d{1,16}$/.test(time) || number === undefined) return [];
    return [{ run, time: Number(time), value: number, step: /^-?\d{1,16}$/.test(step) ? Number(step) : 0 }];
  });
}

export async function readMetricFile(
  files: DataFiles,
  name: string,
  size: number,
  run: string,
): Promise<{ readonly values: readonly LoggedValue[]; readonly isCut: boolean }> {
  const start = Math.max(0, size - MAX_BYTES);
  const bytes = await files.read(name, { start, maxBytes: MAX_BYTES }).catch((error: unknown) => {
    // A run may be deleted while others are read.
    if (error instanceof SourceError && error.reason === 'not-found') return new Uint8Array();
    throw error;
  });
  const text = new TextDecoder().decode(bytes);
  // The first line may have lost its beginning.
  return { values: readLines(start === 0 ? text : text.slice(text.indexOf('\n') + 1), run), isCut: start > 0 };
}

/** As Python writes a float: `0.1`, `1e-07`, `nan`, `inf`, `-inf`. */
function pythonNumber(text: string): number | undefined {
  if (/^[+-]?nan$/i.test(text)) return Number.NaN;
  const [, minus, infinite] = /^(-?)\+?(inf(?:inity)?)$/i.exec(text) ?? [];
  if (infinite !== undefined) return minus === '-' ? -Infinity : Infinity;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,4})?$/i.test(text) ? Number(text) : undefined;
}
