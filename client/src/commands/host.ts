import type { LogOutputChannel } from 'vscode';
import type { DecayPanels } from '../panel/panels.ts';
import type { ServerControl } from '../server.ts';

/** What commands may use of the running extension. */
export interface CommandHost {
  readonly server: ServerControl;
  readonly panels: DecayPanels;
  readonly log: LogOutputChannel;
}
