import { commands, Uri, ViewColumn, window, workspace, type DocumentSymbol } from 'vscode';
import {
  SOURCE_LINK_REQUEST,
  type SourceLinkParams,
  type SourceLinkResult,
} from '../../../server/src/protocol/decay.ts';
import { plain } from '../plain.ts';
import type { ServerControl } from '../server.ts';
import { findIndicator } from './find-indicator.ts';
import { readPicture } from './picture.ts';

/** Selects an indicator's name in the plan. */
export async function showInPlan(uri: Uri, plan: number, indicator: string): Promise<void> {
  try {
    const document = await workspace.openTextDocument(uri);
    const outline = await commands.executeCommand<DocumentSymbol[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    const place = findIndicator(outline ?? [], plan, indicator)?.selectionRange;
    const editor = window.visibleTextEditors.find((open) => open.document === document);
    const viewColumn = editor?.viewColumn ?? ViewColumn.One;
    await window.showTextDocument(document, { viewColumn, ...(place && { selection: place }) });
    if (!place) window.setStatusBarMessage('The plan no longer has this indicator.', 5_000);
  } catch (error) {
    const file = workspace.asRelativePath(uri);
    void window.showErrorMessage(`${file} could not be opened: ${plain(textOf(error))}`);
  }
}

/** Opens a query in the pages of its data source, in the browser. */
export async function openAtSource(server: ServerControl, params: SourceLinkParams): Promise<void> {
  try {
    const { url } = await server.request<SourceLinkResult>(SOURCE_LINK_REQUEST, params);
    if (url === undefined || !/^https?:\/\//i.test(url) || !URL.canParse(url)) {
      window.setStatusBarMessage('This data source has no page for the query.', 5_000);
      return;
    }
    // A Uri would decode what is encoded in the query: the command takes the text as it is, and asks before it leaves.
    await commands.executeCommand('vscode.open', new URL(url).href);
  } catch (error) {
    void window.showErrorMessage(`The query could not be opened: ${plain(textOf(error))}`);
  }
}

/** Asks where to save a picture of a chart, and saves it. */
export async function savePicture(plan: Uri, name: string, png: string): Promise<void> {
  if (!workspace.isTrusted) {
    void window.showWarningMessage('This workspace is not trusted: nothing is written. Trust it to save charts.');
    return;
  }
  const bytes = readPicture(png);
  if (!bytes) {
    void window.showErrorMessage('The chart could not be saved: the page sent no picture, or one above 10 MB.');
    return;
  }
  const defaultUri = Uri.joinPath(plan, '..', name);
  const target = await window.showSaveDialog({ defaultUri, filters: { PNG: ['png'] }, title: 'Save Chart' });
  if (!target) return;
  try {
    await workspace.fs.writeFile(target, bytes);
    window.setStatusBarMessage(`Saved ${workspace.asRelativePath(target)}.`, 3_000);
  } catch (error) {
    void window.showErrorMessage(`The chart could not be saved: ${plain(textOf(error))}`);
  }
}

export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
