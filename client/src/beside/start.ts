import { window, workspace, type LogOutputChannel, type TextDocument, type TextEditor } from 'vscode';
import { PATTERNS } from '../../../server/src/protocol/documents.ts';
import { SETTINGS_SECTION } from '../../../server/src/protocol/settings.ts';
import { mayBeHinted } from '../../../server/src/protocol/training-hint.ts';
import type { Watch } from '../live/watch.ts';
import type { DecayPanels } from '../panel/panels.ts';
import type { ServerControl } from '../server.ts';
import { EXCLUDED } from '../workspace-files.ts';
import { isPython } from './python.ts';

/**
 * What stands beside training code comes with the server; and a Python file in sight starts the server in a workspace
 * with a plan, or where it looks as if it trained a model. A window with neither never loads any of it.
 */
export function startBeside(
  server: ServerControl,
  panels: DecayPanels,
  watch: Watch,
  log: LogOutputChannel,
): { dispose: () => unknown } {
  const subscriptions: { dispose: () => unknown }[] = [];
  let isRegistered = false;
  let isDisposed = false;
  const failed = (error: unknown): void => log.debug(`Training code: ${error instanceof Error ? error.message : ''}`);

  async function register(): Promise<void> {
    if (isRegistered || server.state !== 'running') return;
    isRegistered = true;
    const { registerBeside } = await import('./register.ts');
    const registered = registerBeside({ server, panels, watch, failed });
    if (isDisposed) for (const one of registered) one.dispose();
    else subscriptions.push(...registered);
  }

  // Looked for once: a plan that is written later is opened for it, and that starts the server.
  let hasPlan: Promise<boolean> | undefined;
  async function look(editors: readonly TextEditor[]): Promise<void> {
    const documents = editors.map(({ document }) => document).filter(isPython);
    if (server.state !== 'not-started' || documents.length === 0) return;
    hasPlan ??= Promise.resolve(workspace.findFiles(PATTERNS.plan, EXCLUDED, 1)).then(({ length }) => length > 0);
    if (!documents.some(isHinted) && !(await hasPlan)) return;
    if (!isDisposed) await server.start();
  }

  subscriptions.push(
    server.onDidChangeState(() => void register().catch(failed)),
    window.onDidChangeVisibleTextEditors((editors) => void look(editors).catch(failed)),
  );
  void look(window.visibleTextEditors).catch(failed);
  return {
    dispose: () => {
      isDisposed = true;
      for (const one of subscriptions) one.dispose();
    },
  };
}

/** A file that trains a model no plan names is pointed out, where the workspace is trusted. */
function isHinted(document: TextDocument): boolean {
  if (!workspace.isTrusted || document.uri.scheme !== 'file' || !workspace.getWorkspaceFolder(document.uri))
    return false;
  const isOn = workspace.getConfiguration(SETTINGS_SECTION).get<boolean>('trainingCode.hint', true);
  return isOn && mayBeHinted(document.getText());
}
