import { QuickPickItemKind, window, type QuickPickItem, type WorkspaceFolder } from 'vscode';
import { url } from '../../../server/src/core/scaffold/forms.ts';
import type { PlanOrigin } from '../../../server/src/core/scaffold/origin.ts';
import type { CardFacts, ProjectFacts } from '../../../server/src/core/scaffold/project-facts.ts';
import {
  MODEL_ORIGIN_REQUEST,
  MODELS_REQUEST,
  ORIGINS_REQUEST,
  RULES_ORIGIN_REQUEST,
  type ModelOriginParams,
  type ModelOriginResult,
  type ModelsParams,
  type ModelsResult,
  type OriginsParams,
  type OriginsResult,
  type RulesOriginParams,
  type RulesOriginResult,
} from '../../../server/src/protocol/plan-origin.ts';
import { asked } from '../made/ask.ts';
import { plain } from '../plain.ts';
import { start } from '../scaffold/start.ts';
import { writePlan } from './create-plan.ts';
import type { CommandHost } from './host.ts';

const TITLE = 'Create Production Plan from';

interface OriginItem extends QuickPickItem {
  /** Undefined of a separator. */
  readonly take?: () => Promise<Partial<ProjectFacts> | undefined>;
}

/** Starts a plan from what is there already: a model card, a registered model, alerts of Prometheus. */
export async function createPlanFrom(host: CommandHost): Promise<void> {
  const started = await start();
  if (!started) return;
  const { folder, facts } = started;
  if (!folder) {
    void window.showInformationMessage('Open the folder of the model first: a plan is started from what is in it.');
    return;
  }
  const params: OriginsParams = { folder: folder.uri.toString() };
  const found = await asked<OriginsResult>(
    host.server,
    'Looking for what a plan can be started from',
    ORIGINS_REQUEST,
    params,
  );
  if (!found) return;
  const chosen = await window.showQuickPick(itemsFor(host, folder, facts, found), {
    title: TITLE,
    placeHolder: 'What is there already; the rest is asked',
    matchOnDescription: true,
  });
  const taken = await chosen?.take?.();
  if (taken) await writePlan(folder, { ...facts, ...taken });
}

function itemsFor(host: CommandHost, folder: WorkspaceFolder, facts: ProjectFacts, found: OriginsResult): OriginItem[] {
  const separator = (label: string): OriginItem => ({ label, kind: QuickPickItemKind.Separator });
  const fromModel = (location: string) => async (): Promise<Partial<ProjectFacts> | undefined> =>
    originFacts(await modelAt(host, folder, location));
  return [
    ...(facts.cards.length > 0 ? [separator('Model cards')] : []),
    ...facts.cards.map((card) => ({
      label: `$(note) ${plain(card.name ?? card.path)}`,
      description: plain(card.path),
      take: () => Promise.resolve(cardFirst(card, facts)),
    })),
    separator('Registered models of MLflow'),
    ...found.stores.map((store) => ({
      label: `$(database) ${plain(store)}`,
      description: 'a store in this folder',
      take: fromModel(store),
    })),
    {
      label: '$(server) A server…',
      description: plain(facts.trackingUrl ?? ''),
      take: async () => {
        const address = await askAddress(facts.trackingUrl);
        return address === undefined ? undefined : fromModel(address)();
      },
    },
    ...(found.rules.length > 0 ? [separator('Alerts of Prometheus')] : []),
    ...found.rules.map(({ file, alerts }) => ({
      label: `$(bell) ${plain(file)}`,
      description: alerts === 1 ? '1 alert' : `${alerts} alerts`,
      take: async () => {
        const params: RulesOriginParams = { folder: folder.uri.toString(), file };
        return originFacts(
          await asked<RulesOriginResult>(host.server, `Reading ${plain(file)}`, RULES_ORIGIN_REQUEST, params),
        );
      },
    })),
  ];
}

const originFacts = (origin: PlanOrigin | undefined): Partial<ProjectFacts> | undefined => {
  if (!origin) return undefined;
  const code = origin.kind === 'mlflow-model' ? origin.trainingCode : undefined;
  return { origin, ...(code !== undefined && { trainingCode: [{ reference: code, path: code, library: '' }] }) };
};

/** The card that was chosen answers for the plan; its name is offered first. */
const cardFirst = (card: CardFacts, { cards, modelNames }: ProjectFacts): Partial<ProjectFacts> => ({
  cards: [card, ...cards.filter((other) => other !== card)],
  modelNames: [...(card.name === undefined ? [] : [card.name]), ...modelNames],
});

const askAddress = (known: string | undefined): Thenable<string | undefined> =>
  window.showInputBox({
    title: TITLE,
    prompt:
      'At which address does MLflow answer? Without user name, password or token. It is asked once you press Enter.',
    placeHolder: 'http://localhost:5000',
    value: known ?? '',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? undefined : url(text.trim())),
  });

async function modelAt(
  { server, consent }: CommandHost,
  folder: WorkspaceFolder,
  location: string,
): Promise<ModelOriginResult | undefined> {
  const place = location.trim();
  if (place === '') return undefined;
  // Whoever types an address agrees that it is asked.
  if (URL.canParse(place) && /^https?:/i.test(place))
    await consent.agree(folder.uri.toString(), [new URL(place).origin]);
  const params: ModelsParams = { folder: folder.uri.toString(), location: place };
  const found = await asked<ModelsResult>(server, 'Asking for registered models', MODELS_REQUEST, params);
  if (!found) return undefined;
  if (found.models.length === 0) {
    void window.showInformationMessage(
      'No model is registered there. Register one, or start the plan from something else.',
    );
    return undefined;
  }
  const items = found.models.map((model) => ({ label: plain(model), model }));
  const chosen = await window.showQuickPick(items, { title: TITLE, placeHolder: 'Registered model' });
  if (!chosen) return undefined;
  const wanted: ModelOriginParams = { ...params, model: chosen.model };
  return asked<ModelOriginResult>(server, `Reading ${plain(chosen.model)}`, MODEL_ORIGIN_REQUEST, wanted);
}
