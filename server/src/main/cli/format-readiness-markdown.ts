import type { AreaView, CheckState, CheckView, ReadinessSince } from '../../core/readiness/view.ts';
import { isWholeAsDeclared, needsAttention } from '../../core/readiness/states.ts';
import { isoDate } from '../../core/schema/formats.ts';
import type { PlanReport, ReadinessReport } from './readiness.ts';
import { visible } from './sanitize.ts';
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
    `### ${plain(view.title)}: ${view.level}, ${view.score} of 100`,
    '',
    `\`${file.replaceAll('`', "'")}\` · ML Test Score ${testScore.score} · ${view.isLive ? 'data sources asked' : 'data sources not asked'}`,
    '',
    ...(since ? sinceLines(since) : []),
    ...(attention.length > 0
      ? attention.map((check) => `- **${plain(check.title)}**: ${plain(check.says)}`)
      : ['Nothing is open.']),
    '',
    ...(nextSteps.length > 0
      ? [
          'Cheapest next steps:',
          '',
          ...nextSteps.map(({ title, gain }, at) => `${at + 1}. ${plain(title)} (+${gain})`),
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
    titles.length > 0 ? [`- ${word}: ${titles.map(plain).join(', ')}`] : [];
  const lists = [...list('Better', better), ...list('Worse', worse)];
  return [plain(sinceInWords(since)), '', ...lists, ...(lists.length > 0 ? [''] : [])];
}

const rows = ({ title, checks }: AreaView): string[] =>
  checks.map((check) => `| ${plain(title)} | ${plain(check.title)} | ${stateOf(check)} | ${plain(check.says)} |`);

const stateOf = (check: CheckView): string =>
  `${isWholeAsDeclared(check) ? '✅ declared' : WORDS[check.state]}${check.seenAt === undefined ? '' : ` ${isoDate(check.seenAt)}`}`;

/** Platforms look for mentions and references in the text that is left when markup has been read. */
const MENTIONS: ReadonlySet<string> = new Set(['@', '#', '!']);
const ZERO_WIDTH_SPACE = '&#8203;';

/** Text of a plan as text, whatever it holds: no markup, link, mention or reference of its own. */
const plain = (text: string): string =>
  visible(text)
    .replace(/[\n\r]+/g, ' ')
    .replace(
      /[\\`*_{}[\]()<>#+!|~@&:$-]/g,
      (mark) => `&#${mark.charCodeAt(0)};${MENTIONS.has(mark) ? ZERO_WIDTH_SPACE : ''}`,
    );
