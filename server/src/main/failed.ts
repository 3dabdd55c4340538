import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** An answer that there is none; the message is for people: what happened and what to do next. */
export const failed = (message: string): ResponseError => new ResponseError(LSPErrorCodes.RequestFailed, message);
