import { isUrl, splitSymbol } from '../../workspace-facts.ts';
import { PLAN, type Rule } from '../rule.ts';

export const fileMissing: Rule = {
  id: 'file/missing',
  severity: 'warning',
  kinds: PLAN,
  summary: 'Every file a plan names exists.',
  *check({ index, facts }) {
    for (const { kind, text, node } of index.paths) {
      if (kind === 'file-or-url' && isUrl(text)) continue;
      const { path } = splitSymbol(text);
      // `#train` names no file at all; its form is what is wrong.
      if (path === '') continue;
      const fact = facts.get(path);
      const span = { start: node.start, end: node.end };
      if (fact?.state === 'missing') {
        yield {
          span,
          message:
            kind === 'glob'
              ? `No file matches "${path}".`
              : `The file "${path}" does not exist. Create it, or correct the path.`,
        };
      } else if (fact?.state === 'directory' && kind !== 'glob') {
        yield { span, message: `"${path}" is a folder; a file is expected here.` };
      }
    }
  },
};
