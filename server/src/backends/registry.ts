import type { Backend } from './backend.ts';
import { prometheus } from './prometheus/client.ts';

const BACKENDS: readonly Backend[] = [prometheus];

/** @param type as in spec.dataSources[].type */
export const backendOf = (type: string): Backend | undefined => BACKENDS.find((backend) => backend.type === type);
