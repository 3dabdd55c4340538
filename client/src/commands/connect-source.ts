import { ProgressLocation, Uri, window } from 'vscode';
import {
  TEST_SOURCE_REQUEST,
  type TestSourceParams,
  type TestSourceResult,
} from '../../../server/src/protocol/decay.ts';
import { askCredential, type CredentialDraft } from '../live/ask-credential.ts';
import { choosePlan } from '../live/choose-plan.ts';
import type { Credential } from '../live/credential.ts';
import { travelsInClear } from '../live/origins.ts';
import { chooseSource, type RemoteSource } from '../live/source-choice.ts';
import { plain } from '../plain.ts';
import { isTrusted } from '../trust.ts';
import type { CommandHost } from './host.ts';

/** Asks for the credential of a data source, tests it and keeps it. `target` is a source of the panel, or a plan's file. */
export async function connectSource(host: CommandHost, target?: unknown): Promise<void> {
  if (!(await isTrusted('This workspace is not trusted: no data source is asked.'))) return;
  const wanted = readTarget(target);
  const plan = wanted?.plan ?? (await choosePlan(host.server, 'Connect Data Source'))?.toString();
  const source = plan === undefined ? undefined : await chooseSource(host.server, plan, wanted);
  if (!source) return;
  const title = `Connect ${plain(source.name, 40)} (${source.origin})`;
  const draft: CredentialDraft = { answers: {} };
  for (;;) {
    const answer = await askCredential(title, draft);
    if (answer === undefined) return;
    const credential = answer === 'none' ? undefined : answer;
    if (credential && !(await mayTravel(host, source.origin))) return;
    if ((await connect(host, source, credential)) === 'done') return;
  }
}

/** Tests the source as often as somebody wants. 'edit': the credential is to be given again. */
async function connect(
  host: CommandHost,
  source: RemoteSource,
  credential: Credential | undefined,
): Promise<'done' | 'edit'> {
  const { consent, credentials, panels } = host;
  const name = plain(source.name, 80);
  await consent.agree(source.plan, [source.origin]);
  for (;;) {
    const result = await test(host, source, credential);
    if (result === 'cancelled') return 'done';
    if ('description' in result) {
      await keep(host, source.origin, credential);
      panels.reload(source.plan);
      const { product, notes } = result.description;
      const rest = notes.map((note) => ` ${plain(note).replace(/[^.!?]$/, '$&.')}`).join('');
      void window.showInformationMessage(`${name} is connected: ${plain(product, 100)}.${rest}`);
      return 'done';
    }
    const { message } = result.error;
    const store = credential ? ['Store Anyway'] : [];
    const choice = await window.showErrorMessage(`${name}: ${plain(message)}`, 'Retry', 'Edit', ...store);
    if (choice === 'Edit') return 'edit';
    if (choice === 'Retry') continue;
    if (choice === 'Store Anyway' && credential) await credentials.store(source.origin, credential);
    panels.reload(source.plan);
    return 'done';
  }
}

async function keep({ credentials }: CommandHost, origin: string, credential: Credential | undefined): Promise<void> {
  if (credential) await credentials.store(origin, credential);
  else await credentials.remove(origin);
}

function test(
  { server, credentials }: CommandHost,
  { plan, index, name, origin }: RemoteSource,
  credential: Credential | undefined,
): Promise<TestSourceResult | 'cancelled'> {
  const options = { location: ProgressLocation.Notification, title: `Testing ${plain(name, 80)}`, cancellable: true };
  return credentials.onTrial(origin, credential, () =>
    Promise.resolve(
      window.withProgress(options, async (_progress, token) => {
        const controller = new AbortController();
        const subscription = token.onCancellationRequested(() => controller.abort());
        const params: TestSourceParams = { uri: plan, plan: index, source: name };
        try {
          return await server.request<TestSourceResult>(TEST_SOURCE_REQUEST, params, controller.signal);
        } catch (error) {
          if (controller.signal.aborted) return 'cancelled';
          throw error;
        } finally {
          subscription.dispose();
        }
      }),
    ),
  );
}

/** Over plain http a credential is sent only to this machine, unless somebody agrees: asked once for each origin. */
async function mayTravel({ consent }: CommandHost, origin: string): Promise<boolean> {
  if (!travelsInClear(origin) || consent.maySendInClear(origin)) return true;
  const detail = `Between here and ${origin} anybody on the way can read the credential and use it. Prefer an https address in the plan.`;
  const options = { modal: true, detail };
  const send = 'Send Unencrypted';
  if ((await window.showWarningMessage('Send the credential unencrypted?', options, send)) !== send) return false;
  await consent.agreeInClear(origin);
  return true;
}

interface Target {
  readonly plan: string;
  readonly index: number;
  readonly source: string;
}

function readTarget(target: unknown): Target | undefined {
  if (typeof target !== 'object' || target === null || target instanceof Uri) return undefined;
  const { plan, index, source } = target as Partial<Record<keyof Target, unknown>>;
  const isTarget = typeof plan === 'string' && typeof index === 'number' && typeof source === 'string';
  return isTarget ? { plan, index, source } : undefined;
}
