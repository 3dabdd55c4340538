import { isoDate } from '../../schema/formats.ts';
import { ANNEX_IV, ARTICLE_72, type ActFacts, type Item, type Part } from './ai-act-items.ts';
import { cardFacts } from './card-facts.ts';
import { markdown } from './escape.ts';
import type { ReportSource } from './source.ts';

/**
 * How much of the technical documentation that the EU AI Act asks for is in the plan, its card and their files; Markdown.
 * @param now milliseconds since the epoch
 */
export function aiActReport(sources: readonly ReportSource[], now: number): string {
  const models = sources.map((source) => modelReport({ ...source, facts: source.card && cardFacts(source.card) }));
  return [
    '# Coverage of the EU AI Act, Annex IV and Article 72',
    `Made on ${isoDate(now)}. Regulation (EU) 2024/1689; items are paraphrased, the regulation itself counts.`,
    '**This is no legal advice and no conformity assessment.** Whether a system is high-risk, and so whether Annex IV and Article 72 apply to it, is not judged here. *Found* means that a plan, a card or a file says something about it, not that it says enough.',
    ...(models.length > 0 ? models : ['No production plan was found.']),
    '',
  ].join('\n\n');
}

function modelReport(facts: ActFacts): string {
  const { view, file } = facts;
  const parts = [...ANNEX_IV, ...ARTICLE_72].flatMap((item) => item.parts);
  const findable = parts.filter(({ find }) => find);
  const found = findable.filter(({ find }) => find?.(facts) !== undefined).length;
  const outside = parts.length - findable.length;
  return [
    `## ${markdown(view.title || view.model)}`,
    `\`${file.replaceAll('`', "'")}\`: ${found} of the ${findable.length} things that such files can show are found; ${findable.length - found} are gaps; ${outside} lie outside of them.`,
    '### Annex IV',
    table(ANNEX_IV, facts),
    '### Article 72',
    table(ARTICLE_72, facts),
    ...gapList(facts),
  ].join('\n\n');
}

function table(items: readonly Item[], facts: ActFacts): string {
  const rows = items.flatMap(({ id, title, parts }) =>
    parts.map((part, at) => {
      const head = at === 0 ? `${id} | ${markdown(title)}` : ' | ';
      return `| ${head} | ${markdown(part.asks)} | ${standingOf(part, facts)} |`;
    }),
  );
  return ['| item | about | asks for | stands |', '|---|---|---|---|', ...rows].join('\n');
}

function standingOf({ find }: Part, facts: ActFacts): string {
  if (!find) return '➖ outside of plan and card';
  const found = find(facts);
  return found === undefined ? '❌ gap' : `✅ found: ${markdown(found)}`;
}

function gapList(facts: ActFacts): string[] {
  const gaps = [...ANNEX_IV, ...ARTICLE_72].flatMap(({ id, title, parts }) => {
    const lacking = parts.filter(({ find }) => find && find(facts) === undefined).map(({ asks }) => asks);
    return lacking.length > 0 ? [`- **${id}** ${markdown(title)}: ${lacking.map(markdown).join('; ')}`] : [];
  });
  return gaps.length > 0 ? ['### Gaps', gaps.join('\n')] : [];
}
