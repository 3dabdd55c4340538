import path from 'node:path';
import type { CancellationToken } from 'vscode-languageserver';
import { dataSourcesOf, indicatorsOf, type DataSource } from '../core/decay/plan-indicators.ts';
import { HistoryReader } from '../core/decay/read-history.ts';
import { planView, versionOf, type SourceHistory } from '../core/decay/view.ts';
import type { CheckedDocument, CheckedFile } from '../core/document/checked-file.ts';
import type { DecayView } from '../core/panel/contract.ts';
import { readBudget, type ReadBudget } from './read-data-files.ts';
import type { Workspace } from './workspace.ts';

/** One request to read: whose files, how much of them, and until when. */
interface Reading {
  readonly workspace: Workspace;
  /** Absolute path of the plan. */
  readonly file: string;
  readonly budget: ReadBudget;
  readonly token: CancellationToken;
}

/**
 * What the files that a plan names say of its model.
 * @param file absolute path of the plan
 * @param now milliseconds since the epoch
 * @returns undefined once the request is cancelled
 */
export async function decayView(
  workspace: Workspace,
  file: string,
  { documents }: CheckedFile,
  now: number,
  token: CancellationToken,
): Promise<DecayView | undefined> {
  const plans: DecayView['plans'][number][] = [];
  const reading = { workspace, file, budget: readBudget(), token };
  for (const document of documents) {
    const histories = await readSources(reading, document);
    plans.push(planView(document, histories, now));
    if (token.isCancellationRequested) return undefined;
  }
  const relative = path.relative(workspace.rootOf(file), file).replaceAll(path.sep, '/');
  return { file: relative, fetchedAt: now, plans };
}

async function readSources(reading: Reading, document: CheckedDocument): Promise<Map<string, SourceHistory>> {
  const histories = new Map<string, SourceHistory>();
  const indicators = indicatorsOf(document.root);
  for (const source of dataSourcesOf(document.root)) {
    const asked = indicators.filter((indicator) => indicator.source === source.name);
    const metrics = asked.flatMap(({ metric }) => metric ?? []);
    if (source.type !== 'file' || metrics.length === 0 || reading.token.isCancellationRequested) continue;
    const history = new HistoryReader(metrics, versionOf(document));
    histories.set(source.name, await readSource(reading, source, history));
  }
  return histories;
}

async function readSource(
  { workspace, file, budget, token }: Reading,
  { name, path: pattern }: DataSource,
  history: HistoryReader,
): Promise<SourceHistory> {
  if (pattern === undefined) {
    return { state: 'failed', message: `The data source "${name}" does not say where its files are. Add path.` };
  }
  const leftOut: string[] = [];
  let count = 0;
  for await (const found of workspace.dataFiles(file, pattern, budget)) {
    // Other requests get their turn between two files.
    await new Promise((resolve) => setImmediate(resolve));
    if (token.isCancellationRequested) break;
    const reason = found.text === undefined ? found.reason : history.add(found.name, found.text);
    if (reason === undefined) count++;
    else leftOut.push(`${found.name} ${reason}`);
  }
  if (count > 0) return { state: 'read', history, leftOut: someOf(leftOut) };
  if (leftOut.length > 0) {
    const message = `No file of the data source "${name}" could be read: ${someOf(leftOut).join('; ')}. A history is CSV with the columns timestamp, metric and value.`;
    return { state: 'failed', message };
  }
  const message = `No file of the workspace matches "${pattern}". Let a job write the values there, or correct path of the data source "${name}".`;
  return { state: 'empty', message };
}

const someOf = (reasons: readonly string[]): string[] =>
  reasons.length > 3 ? [...reasons.slice(0, 3), `${reasons.length - 3} more`] : [...reasons];
