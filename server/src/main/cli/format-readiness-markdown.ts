import type { AreaView, CheckState, CheckView, ReadinessSince } from '../../core/readiness/view.ts';
import { isWholeAsDeclared, needsAttention } from '../../core/readiness/states.ts';
import { markdown } from '../../core/readiness/export/escape.ts';
import { isoDate } from '../../core/schema/formats.ts';
import type { PlanReport, ReadinessReport } from './readiness.ts';
import { sinceInWords } from './since-in-words.ts';

const WORDS: Readonly<Record<CheckState, string>> = {
  open: '❌ open',
  failing: '❌ failing',
  expired: '❌ waiver is over',
  waived: '➖ waived',
  'not-needed': '➖ not needed',
  declared: '🟡 declared',
  evidenced: '✅ file',
  live: '✅ live',
  'last-seen': '🟡 last seen',
};

/** How ready models are, as a comment on a pull request: GitHub and GitLab show it folded. */
export function formatReadinessMarkdown({ files }: ReadinessReport): string {
  const plans = files.flatMap(({ file, plans: views }) => views.map((report) => planSection(file, report)));
  return plans.length > 0 ? plans.join('\n') : 'No production plan was found.\n';
}

function planSection(file: string, { view, since }: PlanReport): string {
  const { testScore, nextSteps } = view;
  const attention = view.areas.flatMap(({ checks }) => checks.filter(needsAttention));
  const lines = [
    `### ${markdown(view.title)}: ${view.level}, ${view.score} of 100`,
    '',
    `\`${file.replaceAll('`', "'")}\` · ML Test Score ${testScore.score} · ${view.isLive ? 'data sources asked' : 'data sources not asked'}`,
    '',
    ...(since ? sinceLines(since) : []),
    ...(attention.length > 0
      ? attention.map((check) => `- **${markdown(check.title)}**: ${markdown(check.says)}`)
      : ['Nothing is open.']),
    '',
    ...(nextSteps.length > 0
      ? [
          'Cheapest next steps:',
          '',
          ...nextSteps.map(({ title, gain }, at) => `${at + 1}. ${markdown(title)} (+${gain})`),
          '',
        ]
      : []),
    '<details><summary>All checks</summary>',
    '',
    '| area | check | state | what shows it, or what lacks |',
    '|---|---|---|---|',
    ...view.areas.flatMap(rows),
    '',
    '</details>',
    '',
  ];
  return lines.join('\n');
}

function sinceLines(since: ReadinessSince): string[] {
  const { better = [], worse = [] } = since;
  const list = (word: string, titles: readonly string[]): string[] =>
    titles.length > 0 ? [`- ${word}: ${titles.map(markdown).join(', ')}`] : [];
  const lists = [...list('Better', better), ...list('Worse', worse)];
  return [markdown(sinceInWords(since)), '', ...lists, ...(lists.length > 0 ? [''] : [])];
}

const rows = ({ title, checks }: AreaView): string[] =>
  checks.map(
    (check) => `| ${markdown(title)} | ${markdown(check.title)} | ${stateOf(check)} | ${markdown(check.says)} |`,
  );

const stateOf = (check: CheckView): string =>
  `${isWholeAsDeclared(check) ? '✅ declared' : WORDS[check.state]}${check.seenAt === undefined ? '' : ` ${isoDate(check.seenAt)}`}`;
