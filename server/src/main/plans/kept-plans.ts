import { hash } from 'node:crypto';
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { DocumentSummary, PlanSummary } from '../../language/plan-summary.ts';
import { writeWhole } from '../write-whole.ts';

/** A larger file is not read at the start of a session; the plans themselves are. */
const MAX_BYTES = 50_000_000;

/** What is known of a plan, for as long as its text is the one it was told of. */
export interface KeptPlan {
  /** Of the bytes on disk. */
  readonly hash: string;
  readonly summary: PlanSummary;
}

export const hashOf = (bytes: Uint8Array): string => hash('sha256', bytes, 'base64url');

/**
 * Keeps what is known of a workspace's plans from one session to the next, in one file. A file that is damaged, or was
 * written by another build of this program, counts as none.
 */
export class KeptPlans {
  private readonly file: string;
  private readonly report: (message: string) => void;
  private readonly build: string;
  private work: Promise<void> = Promise.resolve();

  /** @param report gets what went wrong, for the log */
  constructor(folder: string, report: (message: string) => void, build = thisBuild()) {
    this.file = path.join(folder, 'plans.json');
    this.report = report;
    this.build = build;
  }

  /** By the absolute path of the plan. */
  async load(): Promise<Map<string, KeptPlan>> {
    try {
      const text = await readFile(this.file, 'utf8');
      const kept = text.length > MAX_BYTES ? undefined : (JSON.parse(text) as unknown);
      if (!isObject(kept) || kept['build'] !== this.build || !isObject(kept['plans'])) return new Map();
      return new Map(Object.entries(kept['plans']).filter((entry): entry is [string, KeptPlan] => isKept(entry[1])));
    } catch {
      return new Map();
    }
  }

  save(plans: ReadonlyMap<string, KeptPlan>): void {
    const text = JSON.stringify({ build: this.build, plans: Object.fromEntries(plans) });
    this.work = this.work
      .then(() => writeWhole(this.file, text))
      .catch((error: unknown) => this.report(`what is known of the plans was not kept on disk: ${String(error)}`));
  }

  /** Resolves when everything is written. */
  settled(): Promise<void> {
    return this.work;
  }
}

/** Another build may tell other things of the same text. */
function thisBuild(): string {
  const { size, mtimeMs } = statSync(process.argv[1] ?? process.execPath);
  return `${size} ${mtimeMs}`;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isKept(value: unknown): boolean {
  if (!isObject(value) || typeof value['hash'] !== 'string' || !isObject(value['summary'])) return false;
  const { documents } = value['summary'];
  return Array.isArray(documents) && documents.every(isDocument);
}

function isDocument(value: unknown): value is DocumentSummary {
  if (!isObject(value)) return false;
  const { name, names, paths } = value;
  const isEach = (list: unknown, keys: readonly string[]): boolean =>
    Array.isArray(list) && list.every((one) => isObject(one) && keys.every((key) => typeof one[key] === 'string'));
  return (
    (name === undefined || typeof name === 'string') &&
    isEach(names, ['name', 'kind']) &&
    (names as Readonly<Record<string, unknown>>[]).every(({ range }) => isRange(range)) &&
    isEach(paths, ['text', 'kind', 'at'])
  );
}

const isRange = (value: unknown): boolean =>
  isObject(value) &&
  [value['start'], value['end']].every(
    (at) => isObject(at) && Number.isInteger(at['line']) && Number.isInteger(at['character']),
  );
