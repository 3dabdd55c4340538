import { unknownReference } from './unknown.ts';

export const unknownAlert = unknownReference('reference/unknown-alert', 'alert');
