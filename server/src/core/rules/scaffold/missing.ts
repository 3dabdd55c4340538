import { madeRule } from './made.ts';

export const scaffoldMissing = madeRule(
  {
    id: 'scaffold/missing',
    severity: 'warning',
    summary: 'Files made from a plan are still there.',
  },
  'missing',
  (files, many) =>
    `${files} ${many ? 'were' : 'was'} made from the plan and ${many ? 'are' : 'is'} gone. Make ${many ? 'them' : 'it'} anew, by the quick fix or "production-first scaffold", or stop managing ${many ? 'them' : 'it'}.`,
);
