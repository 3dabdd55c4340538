import huggingFaceCard from '../../../../schemas/huggingface-card.schema.json' with { type: 'json' };
import modelCardToolkit from '../../../../schemas/model-card-toolkit.schema.json' with { type: 'json' };
import productionPlan from '../../../../schemas/production-plan.schema.json' with { type: 'json' };
import type { DocumentKind } from '../rules/rule.ts';
import type { CompiledValidator } from './compiled.ts';
import { validate as validateHuggingFaceCard } from './generated/huggingface-card.js';
import { validate as validateModelCardToolkit } from './generated/model-card-toolkit.js';
import { validate as validatePlan } from './generated/plan.js';
import type { JsonSchema } from './json-schema.ts';

/** Each kind of document: its schema, which also explains its fields, and the validator compiled from it. */
export const SCHEMAS: Readonly<
  Record<DocumentKind, { readonly schema: JsonSchema; readonly validate: CompiledValidator }>
> = {
  'production-plan': { schema: productionPlan as unknown as JsonSchema, validate: validatePlan },
  'huggingface-card': { schema: huggingFaceCard as unknown as JsonSchema, validate: validateHuggingFaceCard },
  'model-card-toolkit': { schema: modelCardToolkit as unknown as JsonSchema, validate: validateModelCardToolkit },
};
