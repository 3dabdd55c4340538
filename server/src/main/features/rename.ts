import {
  LSPErrorCodes,
  ResponseError,
  type PrepareRenameParams,
  type RenameParams,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { prepareRename, rename, type Refused } from '../../language/rename.ts';
import type { OpenFile } from '../documents.ts';
import { onFile, type Feature } from '../feature.ts';

const NOT_OURS: Refused = { refused: 'This file is not a production plan or model card.' };

export const renaming: Feature = (host) => {
  const canVersion = host.client.workspace?.workspaceEdit?.documentChanges === true;
  const prepare = onFile<PrepareRenameParams, ReturnType<typeof prepareRename>>(
    host,
    'prepare rename',
    NOT_OURS,
    ({ file }, { position }) => prepareRename(file, file.lines.offset(position)),
  );
  const perform = onFile<RenameParams, WorkspaceEdit | Refused>(
    host,
    'rename',
    NOT_OURS,
    (open, { position, newName }) => {
      const edits = rename(open.file, open.file.lines.offset(position), newName);
      return 'refused' in edits ? edits : workspaceEdit(open, edits, canVersion);
    },
  );
  host.connection.onPrepareRename(async (params, token) => orError(await prepare(params, token)));
  host.connection.onRenameRequest(async (params, token) => orError(await perform(params, token)));
  return { renameProvider: host.client.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true };
};

/** Editors show the message of a failed request, so that the user learns why nothing was renamed. */
function orError<T extends object>(answer: T | Refused): T | ResponseError {
  return 'refused' in answer ? new ResponseError(LSPErrorCodes.RequestFailed, answer.refused) : answer;
}

function workspaceEdit({ uri, version }: OpenFile, edits: TextEdit[], canVersion: boolean): WorkspaceEdit {
  return canVersion ? { documentChanges: [{ textDocument: { uri, version }, edits }] } : { changes: { [uri]: edits } };
}
