import type { CommandHost } from './host.ts';

/** Ends the language server and starts a new one. */
export async function restartServer({ server }: CommandHost): Promise<void> {
  await server.restart();
}
