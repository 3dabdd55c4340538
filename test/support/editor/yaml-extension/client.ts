// A general YAML extension as small as one can be: document selector `yaml`, everything else yaml-language-server's.
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

/** Put in by the bundler: the package is used where it is installed. */
declare const YAML_LANGUAGE_SERVER: string;

export async function activate(context: ExtensionContext): Promise<void> {
  const client = new LanguageClient(
    'yaml',
    'YAML',
    { command: process.execPath, args: [YAML_LANGUAGE_SERVER, '--stdio'], transport: TransportKind.stdio },
    { documentSelector: [{ language: 'yaml' }] },
  );
  context.subscriptions.push({ dispose: () => void client.dispose() });
  await client.start();
}
