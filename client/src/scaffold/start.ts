import { ProgressLocation, Uri, window, workspace, type WorkspaceFolder } from 'vscode';
import { collectFacts } from '../../../server/src/core/scaffold/collect-facts.ts';
import { NO_FACTS, type ProjectFacts } from '../../../server/src/core/scaffold/project-facts.ts';
import { isTrusted } from '../trust.ts';
import { findProjectFiles } from './project-files.ts';

/** Where something is created, and what is known there. */
export interface Start {
  /** Undefined in a window without a folder. */
  readonly folder: WorkspaceFolder | undefined;
  readonly facts: ProjectFacts;
}

/**
 * Finds out where to create something and what the workspace says; undefined when it was cancelled or must not be done.
 * @param wanted URI of the workspace folder it is for, where that is known
 */
export async function start(wanted?: string): Promise<Start | undefined> {
  const message = 'This workspace is not trusted: plans and cards are checked, but nothing is created in it.';
  if (!(await isTrusted(message))) return undefined;
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 0) return { folder: undefined, facts: NO_FACTS };
  const known = folders.length === 1 ? folders[0] : folders.find(({ uri }) => isSame(uri, wanted));
  const folder = known ?? (await window.showWorkspaceFolderPick());
  if (!folder) return undefined;
  const options = {
    location: ProgressLocation.Notification,
    title: 'Reading what the workspace says',
    cancellable: true,
  };
  return window.withProgress(options, async (_progress, token) => {
    const files = await findProjectFiles(folder, token);
    return token.isCancellationRequested ? undefined : { folder, facts: collectFacts(files) };
  });
}

const isSame = ({ fsPath }: Uri, wanted: string | undefined): boolean =>
  wanted !== undefined && Uri.parse(wanted).fsPath === fsPath;
