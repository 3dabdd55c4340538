import { SOURCES_REQUEST, type SourcesParams, type SourcesResult } from '../../../server/src/protocol/decay.ts';
import type { Consent } from '../live/consent.ts';
import { originsOf } from '../live/origins.ts';
import type { ServerControl } from '../server.ts';

/** What looking at a plan's panel agrees to: its first opening to what the plan names then, and Refresh to what the panel has said was refused. */
export class PanelAgreement {
  private readonly server: Pick<ServerControl, 'request'>;
  private readonly consent: Consent;
  private readonly plan: string;
  private told: Promise<readonly string[]> = Promise.resolve([]);

  constructor(server: Pick<ServerControl, 'request'>, consent: Consent, plan: string) {
    this.server = server;
    this.consent = consent;
    this.plan = plan;
  }

  async opened(): Promise<void> {
    await this.consent.agreeAtFirst(this.plan, await this.origins());
  }

  /** The page is about to show an answer: what was refused for it is now known to whoever looks. */
  shown(): void {
    const refused = this.consent.refusedOrigins;
    const ofPlan = refused.length > 0 ? this.origins() : Promise.resolve([]);
    this.told = ofPlan.then(
      (origins) => origins.filter((origin) => refused.includes(origin)),
      () => [],
    );
  }

  async refreshed(): Promise<void> {
    const told = await this.told;
    if (told.length > 0) await this.consent.agree(this.plan, told);
  }

  private async origins(): Promise<string[]> {
    const params: SourcesParams = { uri: this.plan };
    return originsOf(await this.server.request<SourcesResult>(SOURCES_REQUEST, params));
  }
}
