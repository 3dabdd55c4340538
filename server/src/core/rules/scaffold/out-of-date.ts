import { madeRule } from './made.ts';

export const scaffoldOutOfDate = madeRule(
  {
    id: 'scaffold/out-of-date',
    severity: 'warning',
    summary: 'Files made from a plan say what the plan says.',
  },
  'out-of-date',
  (files, many) =>
    `The plan has changed since ${files} ${many ? 'were' : 'was'} made from it: what runs is not what is planned. Make ${many ? 'them' : 'it'} anew, by the quick fix or "production-first scaffold"; edits by hand are kept.`,
);
