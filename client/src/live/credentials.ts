import type { SecretStorage } from 'vscode';
import { readCredential, type Credential } from './credential.ts';

const PREFIX = 'productionFirst.credential:';

/** The credentials of data sources, in the editor's secret storage, each under its exact origin (scheme, host, port). */
export class Credentials {
  private readonly secrets: SecretStorage;
  /** Not stored: on trial, or asked without while a connection is tested. */
  private readonly trials = new Map<string, Credential | undefined>();

  constructor(secrets: SecretStorage) {
    this.secrets = secrets;
  }

  async of(origin: string): Promise<Credential | undefined> {
    if (this.trials.has(origin)) return this.trials.get(origin);
    return readCredential(await this.secrets.get(PREFIX + origin));
  }

  /** Runs `test` with `credential` in place of what is stored for the origin. */
  async onTrial<T>(origin: string, credential: Credential | undefined, test: () => Promise<T>): Promise<T> {
    this.trials.set(origin, credential);
    try {
      return await test();
    } finally {
      this.trials.delete(origin);
    }
  }

  async store(origin: string, credential: Credential): Promise<void> {
    await this.secrets.store(PREFIX + origin, JSON.stringify(credential));
  }

  async remove(origin: string): Promise<void> {
    await this.secrets.delete(PREFIX + origin);
  }

  /** The origins there is a credential for. */
  async origins(): Promise<string[]> {
    const keys = await this.secrets.keys();
    return keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
  }
}
