import { readFileSync } from 'node:fs';
import path from 'node:path';

export const EXAMPLE = path.resolve('examples/flight-delays');

/** What the example's scripts record; everything else in its folder is written by hand. */
export const RECORDED = ['metrics/history.csv', 'reports/monthly.csv', 'reference/profile.csv'] as const;

export const readExample = (name: string): string => readFileSync(path.join(EXAMPLE, name), 'utf8');

/** Rows of a recorded CSV by column name; no field is quoted there. */
export function readRecords(name: (typeof RECORDED)[number]): Record<string, string>[] {
  const [head = '', ...lines] = readExample(name).trimEnd().split('\n');
  const columns = head.split(',');
  return lines.map((line) => {
    const fields = line.split(',');
    return Object.fromEntries(columns.map((column, index) => [column, fields[index] ?? '']));
  });
}

/** The weekly values of a metric without a column, oldest first. */
export function weekly(metric: string): number[] {
  return readRecords('metrics/history.csv')
    .filter((row) => row['metric'] === metric && row['column'] === '')
    .map((row) => Number(row['value']));
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
