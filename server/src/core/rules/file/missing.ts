import type { Span } from '../../document/text.ts';
import type { PathReference } from '../../plan/index-plan.ts';
import type { PathKind } from '../../schema/json-schema.ts';
import { isUrl, splitSymbol } from '../../workspace-facts.ts';
import { PLAN, type Rule } from '../rule.ts';

export const fileMissing: Rule = {
  id: 'file/missing',
  severity: 'warning',
  kinds: PLAN,
  summary: 'Every file a plan names exists.',
  *check({ index, facts }) {
    for (const text of index.files.keys()) {
      const { path } = splitSymbol(text);
      const state = facts.get(path)?.state;
      // `#train` names no file at all; its form is what is wrong.
      if (path === '' || (state !== 'missing' && state !== 'directory')) continue;
      for (const reference of index.pathsTo(text)) {
        if (reference.kind === 'file-or-url' && isUrl(text)) continue;
        const message = messageOf(path, state, reference.kind);
        if (message !== undefined) yield { span: spanOf(reference), message };
      }
    }
  },
};

function messageOf(path: string, state: 'missing' | 'directory', kind: PathKind): string | undefined {
  if (state === 'directory') return kind === 'glob' ? undefined : `"${path}" is a folder; a file is expected here.`;
  if (kind === 'glob') return `No file matches "${path}".`;
  return `The file "${path}" does not exist. Create it, or correct the path.`;
}

const spanOf = ({ node: { start, end } }: PathReference): Span => ({ start, end });
