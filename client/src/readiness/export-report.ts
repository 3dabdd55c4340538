import { commands, ProgressLocation, Uri, window, workspace } from 'vscode';
import {
  READINESS_REPORT_REQUEST,
  REPORT_FORMATS,
  type ReadinessReportParams,
  type ReadinessReportResult,
} from '../../../server/src/protocol/readiness.ts';
import type { ServerControl } from '../server.ts';

/** Asks for a format and a place, and writes a report about the plans of the file at `plan`. */
export async function exportReport(server: ServerControl, plan: string): Promise<void> {
  const items = REPORT_FORMATS.map((format) => ({ label: format.title, description: format.use, format }));
  const title = 'Export Production Readiness';
  const chosen = await window.showQuickPick(items, { title, placeHolder: 'What to write', matchOnDescription: true });
  if (!chosen) return;
  const { id, ending } = chosen.format;
  const folder = Uri.joinPath(Uri.parse(plan), '..');
  const place = await window.showSaveDialog({ title, defaultUri: Uri.joinPath(folder, `readiness${ending}`) });
  if (!place) return;
  const params: ReadinessReportParams = { uri: plan, format: id };
  const { text } = await window.withProgress({ location: ProgressLocation.Window, title }, () =>
    server.request<ReadinessReportResult>(READINESS_REPORT_REQUEST, params),
  );
  await workspace.fs.writeFile(place, new TextEncoder().encode(text));
  await commands.executeCommand('vscode.open', place);
}
