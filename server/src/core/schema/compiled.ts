import type { ErrorObject } from 'ajv';

/** What ajv says of a value. */
export type SchemaError = ErrorObject;

/** A validator compiled ahead of time by ajv. */
export interface CompiledValidator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}
