import type { Report } from './check.ts';

/** How much was found in how many files. */
export interface Totals {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly informations: number;
}

export function totalsOf(report: Report): Totals {
  const severities = report.files.flatMap(({ problems }) => problems.map(({ severity }) => severity));
  const number = (wanted: string): number => severities.filter((severity) => severity === wanted).length;
  return {
    files: report.files.length,
    errors: number('error'),
    warnings: number('warning'),
    informations: number('information'),
  };
}

/** `1 file`, `2 files`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
