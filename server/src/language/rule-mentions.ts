import type { CheckedFile } from '../core/document/checked-file.ts';
import { findPair, nodeAt, resolve } from '../core/document/node.ts';
import type { Span } from '../core/document/text.ts';
import { RULES } from '../core/rules/index.ts';
import type { Rule } from '../core/rules/rule.ts';
import { innerSpan } from './names.ts';

/** A place that names one of our rules: a waiver, or a comment that switches rules off. */
export interface RuleMention {
  readonly rule: Rule;
  readonly span: Span;
}

const COMMENT = /production-first-disable-next-line[ \t]+([^\r\n]*)/g;

export function ruleMentions(file: CheckedFile): RuleMention[] {
  const mentions: RuleMention[] = [];
  const add = (id: string, span: Span): void => {
    const rule = RULES.find((candidate) => candidate.id === id);
    if (rule) mentions.push({ rule, span });
  };
  for (const { root } of file.kind === 'production-plan' ? file.documents : []) {
    const waivers = resolve(nodeAt(root, ['spec', 'waivers']));
    for (const waiver of waivers?.kind === 'seq' ? waivers.items : []) {
      const written = findPair(waiver, 'rule')?.value;
      if (written?.kind === 'scalar') add(String(written.value), innerSpan(file.text, written));
    }
  }
  for (const comment of file.text.matchAll(COMMENT)) {
    const names = comment.index + comment[0].length - (comment[1] ?? '').length;
    for (const word of (comment[1] ?? '').matchAll(/[\w-]+\/[\w-]+/g))
      add(word[0], { start: names + word.index, end: names + word.index + word[0].length });
  }
  return mentions;
}
