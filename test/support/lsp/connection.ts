import type { ChildProcess } from 'node:child_process';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-languageserver-protocol/node';

/** Speaks with a server over its standard streams, which are pipes. */
export function connectionTo({ stdout, stdin }: ChildProcess): MessageConnection {
  if (!stdout || !stdin) throw new Error('the streams of the server are no pipes');
  const reader = new StreamMessageReader(stdout);
  // Where a server is ended within a message, the timer for the rest of it would start itself again and keep the process for good.
  reader.partialMessageTimeout = 0;
  return createMessageConnection(reader, new StreamMessageWriter(stdin));
}
