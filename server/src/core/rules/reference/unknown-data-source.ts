import { unknownReference } from './unknown.ts';

export const unknownDataSource = unknownReference('reference/unknown-data-source', 'dataSource');
