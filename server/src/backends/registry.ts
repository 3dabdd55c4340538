import type { Backend } from './backend.ts';
import { mlflow } from './mlflow/mlflow.ts';
import { prometheus } from './prometheus/client.ts';

const BACKENDS: readonly Backend[] = [prometheus, mlflow];

/** @param type as in spec.dataSources[].type */
export const backendOf = (type: string): Backend | undefined => BACKENDS.find((backend) => backend.type === type);
