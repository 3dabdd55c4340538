import { unknownReference } from './unknown.ts';

export const unknownDriftColumn = unknownReference('reference/unknown-drift-column', 'driftColumn');
