import { commands, window, type Disposable } from 'vscode';
import type { CommandHost } from './host.ts';
import { COMMANDS } from './index.ts';

/** Registers every command; one that fails says so and leaves the details in the log. */
export function registerCommands(host: CommandHost): Disposable[] {
  return COMMANDS.map(({ id, run }) =>
    commands.registerCommand(id, async (resource?: unknown) => {
      try {
        await run(host, resource);
      } catch (error) {
        host.log.error(`${id} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        const answer = await window.showErrorMessage('The command could not be carried out.', 'Show Log');
        if (answer) host.log.show(true);
      }
    }),
  );
}
