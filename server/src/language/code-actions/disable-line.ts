import { findFrontMatter } from '../../core/document/front-matter.ts';
import { isInsideScalar, lineBreakOf, lineStartOf } from '../edits/layout.ts';
import type { Fix, FixScene } from './fix.ts';

const DIRECTIVE = 'production-first-disable-next-line';

/** A comment above the line that switches the rule off for it; one that is there already is extended. */
export function disableForLine({ problem, document, file, json }: FixScene): Fix[] {
  const { text } = file;
  if (json || problem.rule.startsWith('syntax/')) return [];
  const at = lineStartOf(text, problem.span.start);
  if (isInsideScalar(document.root, at)) return [];
  // A template's `{{ key }}:` is a flow collection as a key, above which YAML takes no comment.
  if (/^[ \t]*\{\{/.test(text.slice(at, at + 200))) return [];
  const indent = /^[ \t]*/.exec(text.slice(at))?.[0] ?? '';
  const eol = lineBreakOf(text);
  const matter = file.kind === 'huggingface-card' ? findFrontMatter(text) : undefined;
  // The finding is about the start of the text, wherever that moves.
  if (file.kind === 'huggingface-card' && !matter && problem.rule === 'card/missing-field') return [];
  const isMarkdown = file.kind === 'huggingface-card' && (!matter || at >= matter.inner.end || at < matter.inner.start);
  // In front of the front matter nothing may stand.
  if (isMarkdown && matter && at < matter.inner.end) return [];
  const title = `Disable ${problem.rule} for this line`;
  const above = at === 0 ? undefined : commentAbove(text, at);
  if (above)
    return [
      { title, changes: [{ start: above.end, end: above.end, text: `${above.hasRules ? ',' : ''} ${problem.rule}` }] },
    ];
  const comment = isMarkdown ? `<!-- ${DIRECTIVE} ${problem.rule} -->` : `# ${DIRECTIVE} ${problem.rule}`;
  return [{ title, changes: [{ start: at, end: at, text: `${indent}${comment}${eol}` }] }];
}

/** Where a directive on the line above `at` ends. */
function commentAbove(text: string, at: number): { end: number; hasRules: boolean } | undefined {
  const beforeBreak = text.slice(0, at).replace(/(?:\r\n|\n|\r)$/, '');
  const start = lineStartOf(text, beforeBreak.length);
  const match = new RegExp(
    `^[ \\t]*(?:#|<!--)[ \\t]*${DIRECTIVE}(?:[ \\t]+([\\w/*, \\t-]+?))?(?=[ \\t]*(?:-->)?[ \\t]*$)`,
  ).exec(text.slice(start, beforeBreak.length));
  return match ? { end: start + match[0].length, hasRules: match[1] !== undefined } : undefined;
}
