import { unknownReference } from './unknown.ts';

export const unknownIndicator = unknownReference('reference/unknown-indicator', 'indicator');
