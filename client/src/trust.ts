import { commands, window, workspace } from 'vscode';

/** Whether the workspace is trusted; where it is not, `message` says what that means, with the way to change it. */
export async function isTrusted(message: string): Promise<boolean> {
  if (workspace.isTrusted) return true;
  const answer = await window.showWarningMessage(message, 'Manage Workspace Trust');
  if (answer) await commands.executeCommand('workbench.trust.manage');
  return false;
}
