import { findPair, resolve } from '../../document/node.ts';
import type { MarkdownBody, Section } from '../../document/markdown.ts';
import { CARD, type Finding, type Rule, type RuleContext } from '../rule.ts';
import { isRecommended, SECTIONS, TOOLKIT_FIELDS } from './recommended.ts';

export const emptySection: Rule = {
  id: 'card/empty-section',
  severity: 'warning',
  kinds: CARD,
  summary: 'Every recommended section of the card is there and says something.',
  *check(context) {
    if (context.kind === 'model-card-toolkit') yield* toolkit(context);
    else if (context.body) {
      yield* missing(context.body, context);
      yield* empty(context.body);
    }
  },
};

function* empty({ sections }: MarkdownBody): Generator<Finding> {
  for (const [index, section] of sections.entries()) {
    if (!section.empty || !isRecommended(section.title) || hasSubsections(sections, index)) continue;
    const message = `The section "${section.title}" is empty. Write what belongs here, say plainly that it is not known, or remove the heading.`;
    yield { span: section.heading, message };
  }
}

const hasSubsections = (sections: readonly Section[], index: number): boolean =>
  (sections[index + 1]?.level ?? 0) > (sections[index]?.level ?? 6);

function* missing({ sections, span }: MarkdownBody, { root, text }: RuleContext): Generator<Finding> {
  const lacking = SECTIONS.filter(({ heading }) => !sections.some(({ title }) => heading.test(title)));
  if (lacking.length === 0) return;
  const at = sections[0]?.heading ?? firstLine(text, span.start) ?? resolve(root) ?? { start: 0, end: 1 };
  const names = lacking.map(({ title }) => `"${title}"`);
  const message =
    names.length === 1
      ? `The card has no section ${names.join('')}, or one like it.`
      : `The card has no sections ${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}, or ones like them.`;
  yield { span: { start: at.start, end: Math.min(at.end, lineEnd(text, at.start)) }, message };
}

function firstLine(text: string, from: number): { start: number; end: number } | undefined {
  const start = text.slice(from).search(/\S/);
  return start < 0 ? undefined : { start: from + start, end: lineEnd(text, from + start) };
}

function lineEnd(text: string, from: number): number {
  const length = text.slice(from).search(/[\r\n]/);
  return length < 0 ? text.length : from + length;
}

function* toolkit({ root }: RuleContext): Generator<Finding> {
  const sections = new Set(TOOLKIT_FIELDS.map(({ path }) => String(path[0])));
  for (const name of sections) {
    const pair = findPair(root, name);
    const node = resolve(pair?.value);
    if (!pair || node?.kind !== 'map' || node.pairs.length > 0) continue;
    const span = { start: pair.key.start, end: pair.key.end };
    yield { span, message: `The section "${name}" is empty. Fill it, or remove it.` };
  }
}
