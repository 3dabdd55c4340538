/** Keywords of the bundled schemas that JSON Schema does not have; server/src/core/schema/json-schema.ts says what they mean. */
export const VOCABULARY = [
  'x-unit',
  'x-source',
  'x-defines',
  'x-refers',
  'x-soft',
  'x-path',
  'x-snippet',
  'x-enumDescriptions',
  'x-list',
] as const;

/** Bundled schemas: the name of the compiled validator, and the file in schemas/. */
export const SCHEMAS = {
  plan: 'production-plan',
  'huggingface-card': 'huggingface-card',
  'model-card-toolkit': 'model-card-toolkit',
} as const;
