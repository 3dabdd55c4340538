import path from 'node:path';
import type { BackendContext, Source } from '../../backends/backend.ts';
import { isStore } from '../../backends/mlflow/store/open.ts';
import { listModels, readTrainedModel, type TrainedModel } from '../../backends/mlflow/trained-model.ts';
import { SourceError } from '../../backends/source-error.ts';
import { fromRules } from '../../core/scaffold/from-rules.ts';
import type { ModelOrigin } from '../../core/scaffold/origin.ts';
import { isUrl } from '../../core/workspace-facts.ts';
import {
  MODEL_ORIGIN_REQUEST,
  MODELS_REQUEST,
  ORIGINS_REQUEST,
  RULES_ORIGIN_REQUEST,
  type ModelOriginParams,
  type ModelOriginResult,
  type ModelsResult,
  type OriginsResult,
  type RulesOriginParams,
  type RulesOriginResult,
} from '../../protocol/plan-origin.ts';
import { toPath } from '../documents.ts';
import { failed } from '../failed.ts';
import type { Feature, FeatureHost } from '../feature.ts';
import { guard } from '../guard.ts';
import { contextOf } from '../live/ask-backend.ts';
import { pathFrom } from '../path-from.ts';
import { findRuleFiles } from '../rule-files.ts';
import { signalOf } from '../signal-of.ts';

const MAX_FILES = 200;
/** Where MLflow keeps them unless it is told otherwise. */
const STORES = ['mlflow.db', 'mlruns'];

/** What a plan can be started from: alerts of Prometheus, registered models of MLflow. */
export const planOrigins: Feature = (host) => {
  const { connection } = host;
  const serve = (method: string, answer: (place: Place, params: Params) => Promise<unknown>): unknown =>
    connection.onRequest(
      method,
      guard<Params, unknown>(connection.console, method, FAILED, async (params, token) => {
        const folder = toPath(params.folder);
        if (folder === undefined || !host.workspace.holds(folder) || !host.hints.isTrusted) return failed(NO_FOLDER);
        try {
          return await answer(
            { host, folder, plan: path.join(folder, 'production-plan.yaml'), signal: signalOf(token) },
            params,
          );
        } catch (error) {
          if (error instanceof SourceError) return failed(error.message);
          throw error;
        }
      }),
    );
  serve(ORIGINS_REQUEST, origins);
  serve(RULES_ORIGIN_REQUEST, rulesOrigin);
  serve(MODELS_REQUEST, models);
  serve(MODEL_ORIGIN_REQUEST, modelOrigin);
  return {};
};

type Params = { readonly folder: string } & Partial<RulesOriginParams & ModelOriginParams>;

const FAILED = failed('This could not be read. The log of the extension says more; please report it.');
const NO_FOLDER = 'This is no folder of a workspace that you trust.';

interface Place {
  readonly host: FeatureHost;
  /** Absolute path. */
  readonly folder: string;
  /** Where a plan of the folder would be. */
  readonly plan: string;
  readonly signal: AbortSignal;
}

async function origins({ host, folder, plan, signal }: Place): Promise<OriginsResult> {
  const { files } = contextOf(host.live.means, plan, signal);
  const found = await findRuleFiles(folder);
  const stores: string[] = [];
  for (const name of STORES) if (await isStore(name, files).catch(() => false)) stores.push(name);
  return {
    stores,
    rules: found
      .map(({ file, alerts }) => ({
        file: pathFrom(folder, file),
        alerts: alerts.length,
      }))
      .filter(({ file }) => !`/${file}`.includes('/.production-first/'))
      .slice(0, MAX_FILES),
  };
}

async function rulesOrigin({ host, plan }: Place, { file = '' }: Params): Promise<RulesOriginResult> {
  const text = await host.workspace.readText(plan, file);
  const { alerts, left } = fromRules(text ?? '');
  if (alerts.length === 0)
    throw new SourceError(
      'not-found',
      `${file} has no alert that compares a value with a number. Start the plan from something else, or from nothing.`,
    );
  return { kind: 'prometheus-rules', file, alerts, left };
}

async function models(place: Place, params: Params): Promise<ModelsResult> {
  return { models: await listModels(...sourceOf(place, params)) };
}

async function modelOrigin(place: Place, params: Params): Promise<ModelOriginResult> {
  const { model = '', location = '' } = params;
  const [source, context] = sourceOf(place, params);
  const found = await readTrainedModel(source, model, context);
  if (!found)
    throw new SourceError(
      'not-found',
      `${model} has no version yet. Register one, or start the plan from something else.`,
    );
  return originOf(place, location, found);
}

function sourceOf({ host, plan, signal }: Place, { location = '' }: Params): [Source, BackendContext] {
  const where = isUrl(location) ? { url: location } : { path: location };
  return [{ name: 'tracking', type: 'mlflow', ...where }, contextOf(host.live.means, plan, signal)];
}

async function originOf({ host, plan }: Place, location: string, found: TrainedModel): Promise<ModelOrigin> {
  const { trained, code, ...rest } = found;
  // What a run calls its program may be a path on another machine.
  const own = code?.endsWith('.py') && !path.isAbsolute(code) ? code : undefined;
  const isHere = own !== undefined && (await host.workspace.readText(plan, own)) !== undefined;
  return {
    kind: 'mlflow-model',
    location,
    ...rest,
    ...(trained !== undefined && { trainedAt: new Date(trained).toISOString().slice(0, 10) }),
    ...(isHere && { trainingCode: own.replaceAll('\\', '/') }),
  };
}
