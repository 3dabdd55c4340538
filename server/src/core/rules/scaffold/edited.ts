import { madeRule } from './made.ts';

export const scaffoldEdited = madeRule(
  {
    id: 'scaffold/edited',
    severity: 'information',
    summary: 'Files made from a plan are as they were made.',
  },
  'edited',
  (files, many) =>
    `${files} ${many ? 'were' : 'was'} edited by hand since ${many ? 'they were' : 'it was'} made from the plan. That is kept when the plan changes, unless both change the same lines.`,
);
