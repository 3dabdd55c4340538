import type { DataFileEntry } from '../files.ts';
import { NO_VERSION, type FileHistory, type RecordedDrift } from './history.ts';
import { bytesOf, RecordBuilder } from './record-builder.ts';

const MAX_VIOLATIONS = 10_000;

interface Violation {
  readonly feature_name: string;
  readonly description: string;
}

/** The violations of a `constraint_violations.json`, or undefined where a value is none. */
export function violationsOf(value: unknown): readonly unknown[] | undefined {
  const isObject = typeof value === 'object' && value !== null && 'violations' in value;
  return isObject && Array.isArray(value.violations) ? value.violations : undefined;
}

/**
 * Drift scores of SageMaker Model Monitor: they stand in the text of a violation only, "Baseline drift distance: 0.36
 * exceeds threshold: 0.1". Columns that did not drift are not in the file. Its time is that of the folders, which
 * SageMaker names by year, month, day and hour, or the file's own.
 */
export function readViolations(violations: readonly unknown[], entry: DataFileEntry): FileHistory {
  const time = folderTime(entry.name) ?? entry.modified;
  const drift = new Map<string, RecordedDrift[]>();
  let bytes = 0;
  let others = 0;
  for (const violation of violations.slice(0, MAX_VIOLATIONS)) {
    const text = isViolation(violation) ? violation.description : '';
    const [score, threshold] = [
      numberAfter(text, /distance[^\d-]{0,20}/i),
      numberAfter(text, /threshold[^\d-]{0,20}/i),
    ];
    if (!isViolation(violation) || score === undefined) {
      others++;
      continue;
    }
    const builder = new RecordBuilder();
    builder.add(time, score, Number.NaN, NO_VERSION, 1);
    const recorded = builder.build();
    bytes += bytesOf(recorded);
    const one: RecordedDrift = {
      ...recorded,
      methodLabel: 'SageMaker drift distance',
      direction: 'distance',
      ...(threshold !== undefined && { threshold }),
    };
    drift.set(violation.feature_name, [one]);
  }
  const notes = ['SageMaker names only columns that drift'];
  if (others > 0) notes.push(`${others} ${others === 1 ? 'violation is' : 'violations are'} not about drift`);
  return { metrics: new Map(), drift, versions: [], skipped: 0, notes, bytes };
}

function isViolation(value: unknown): value is Violation {
  if (typeof value !== 'object' || value === null) return false;
  const { feature_name: feature, description } = value as Readonly<Record<string, unknown>>;
  return typeof feature === 'string' && typeof description === 'string';
}

function numberAfter(text: string, before: RegExp): number | undefined {
  const match = before.exec(text);
  const number = match && /^-?\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?/i.exec(text.slice(match.index + match[0].length))?.[0];
  const value = Number(number ?? Number.NaN);
  return Number.isFinite(value) ? value : undefined;
}

/** Milliseconds of `…/2026/11/25/13/constraint_violations.json`. */
function folderTime(name: string): number | undefined {
  const match = /(?:^|\/)(\d{4})\/(\d{2})\/(\d{2})(?:\/(\d{2}))?\//.exec(name);
  if (!match) return undefined;
  const [year, month, day, hour] = [1, 2, 3, 4].map((group) => Number(match[group] ?? 0));
  const time = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour);
  return new Date(time).toISOString().startsWith(`${match[1]}-${match[2]}-${match[3]}`) ? time : undefined;
}
