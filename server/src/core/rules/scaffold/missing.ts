import { madeRule } from './made.ts';

export const scaffoldMissing = madeRule(
  {
    id: 'scaffold/missing',
    severity: 'warning',
    summary: 'Files made from a plan are still there.',
  },
  'missing',
  (files, many) =>
    `${files} ${many ? 'were' : 'was'} made from the plan and ${many ? 'are' : 'is'} gone. Run "production-first scaffold" again, or remove ${many ? 'their lines' : 'its line'} from .production-first/lock.json.`,
);
