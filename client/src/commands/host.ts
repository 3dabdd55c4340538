import type { LogOutputChannel } from 'vscode';
import type { Consent } from '../live/consent.ts';
import type { Credentials } from '../live/credentials.ts';
import type { DecayPanels } from '../panel/panels.ts';
import type { ReadinessDetails } from '../readiness/details.ts';
import type { ReadinessView } from '../readiness/view.ts';
import type { ServerControl } from '../server.ts';

/** What commands may use of the running extension. */
export interface CommandHost {
  readonly server: ServerControl;
  readonly panels: DecayPanels;
  readonly consent: Consent;
  readonly credentials: Credentials;
  readonly readiness: ReadinessView;
  readonly details: ReadinessDetails;
  readonly log: LogOutputChannel;
}
