import { window } from 'vscode';
import type { CommandHost } from './host.ts';

/** Forgets the credential of an origin, and that somebody agreed to ask it. */
export async function disconnectSource({ consent, credentials, panels }: CommandHost): Promise<void> {
  const stored = await credentials.origins();
  const origins = [...new Set([...stored, ...consent.origins])].sort();
  if (origins.length === 0) {
    void window.showInformationMessage('No data source is connected.');
    return;
  }
  const items = origins.map((origin) => ({
    label: origin,
    description: stored.includes(origin) ? 'credential stored' : 'asked without a credential',
  }));
  const options = { title: 'Disconnect Data Source', placeHolder: 'What is no longer to be asked' };
  const origin = (await window.showQuickPick(items, options))?.label;
  if (origin === undefined) return;
  await credentials.remove(origin);
  await consent.withdraw(origin);
  panels.reload();
  void window.showInformationMessage(
    `${origin} is no longer asked in this workspace, and no credential for it is stored.`,
  );
}
