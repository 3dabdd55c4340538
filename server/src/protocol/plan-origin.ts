import type { ModelOrigin, RulesOrigin } from '../core/scaffold/origin.ts';

/** Request of the client: what is in a folder that a plan can be started from. */
export const ORIGINS_REQUEST = 'productionFirst/planOrigins';

export interface OriginsParams {
  /** URI of the workspace folder. */
  readonly folder: string;
}

export interface OriginsResult {
  /** Files of Prometheus rules, by their paths from the folder. */
  readonly rules: readonly { readonly file: string; readonly alerts: number }[];
  /** MLflow's stores, by their paths from the folder. */
  readonly stores: readonly string[];
}

/** Request of the client: what a file of rules says. */
export const RULES_ORIGIN_REQUEST = 'productionFirst/rulesOrigin';

export interface RulesOriginParams extends OriginsParams {
  readonly file: string;
}

export type RulesOriginResult = RulesOrigin;

/** Request of the client: the names of the models that are registered at a server, or in a store of the folder. */
export const MODELS_REQUEST = 'productionFirst/models';

export interface ModelsParams extends OriginsParams {
  /** URL of the server, or path of the store. */
  readonly location: string;
}

export interface ModelsResult {
  readonly models: readonly string[];
}

/** Request of the client: what is registered of one of them. */
export const MODEL_ORIGIN_REQUEST = 'productionFirst/modelOrigin';

export interface ModelOriginParams extends ModelsParams {
  readonly model: string;
}

export type ModelOriginResult = ModelOrigin;
