import { splitSymbol } from '../../workspace-facts.ts';
import { PLAN, type Rule } from '../rule.ts';

export const outsideWorkspace: Rule = {
  id: 'file/outside-workspace',
  severity: 'error',
  kinds: PLAN,
  summary: 'Every path stays inside the workspace.',
  *check({ index, facts }) {
    for (const text of index.files.keys()) {
      if (facts.get(splitSymbol(text).path)?.state !== 'outside') continue;
      const message = `"${text}" leads out of the workspace, so it is not read. Use a path inside it.`;
      for (const { node } of index.pathsTo(text)) yield { span: { start: node.start, end: node.end }, message };
    }
  },
};
