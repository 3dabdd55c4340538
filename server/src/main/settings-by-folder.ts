import type { Connection } from 'vscode-languageserver';
import { readSettings, SETTINGS_SECTION, type Settings } from '../protocol/settings.ts';

/** The editor's settings as they are for one document, asked for once until they change. */
export class SettingsByFolder {
  private readonly connection: Pick<Connection, 'workspace'>;
  private known = new Map<string, Promise<Settings | undefined>>();

  constructor(connection: Pick<Connection, 'workspace'>) {
    this.connection = connection;
  }

  /** Undefined where the editor does not say. */
  of(uri: string): Promise<Settings | undefined> {
    const known = this.known.get(uri) ?? this.ask(uri);
    this.known.set(uri, known);
    return known;
  }

  forget(): void {
    this.known = new Map();
  }

  private async ask(scopeUri: string): Promise<Settings | undefined> {
    try {
      return readSettings(await this.connection.workspace.getConfiguration({ scopeUri, section: SETTINGS_SECTION }));
    } catch {
      return undefined;
    }
  }
}
