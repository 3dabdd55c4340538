import type { Span } from '../../document/text.ts';
import type { PathReference } from '../../plan/index-plan.ts';
import { isUrl, splitSymbol } from '../../workspace-facts.ts';
import { PLAN, type Rule } from '../rule.ts';

export const fileMissing: Rule = {
  id: 'file/missing',
  severity: 'warning',
  kinds: PLAN,
  summary: 'Every file a plan names exists.',
  *check({ index, facts }) {
    for (const reference of index.paths) {
      const { kind, text } = reference;
      if (kind === 'file-or-url' && isUrl(text)) continue;
      const { path } = splitSymbol(text);
      // `#train` names no file at all; its form is what is wrong.
      if (path === '') continue;
      const fact = facts.get(path);
      if (fact?.state === 'missing') {
        yield {
          span: spanOf(reference),
          message:
            kind === 'glob'
              ? `No file matches "${path}".`
              : `The file "${path}" does not exist. Create it, or correct the path.`,
        };
      } else if (fact?.state === 'directory' && kind !== 'glob') {
        yield { span: spanOf(reference), message: `"${path}" is a folder; a file is expected here.` };
      }
    }
  },
};

const spanOf = ({ node: { start, end } }: PathReference): Span => ({ start, end });
