import type {
  AreaView,
  CheckState,
  CheckView,
  PastReadiness,
  ReadinessSince,
  ReadinessView,
} from '../../core/readiness/view.ts';
import { isWholeAsDeclared } from '../../core/readiness/states.ts';
import { isoDate } from '../../core/schema/formats.ts';
import { painter, type Paint, type Style } from './colors.ts';
import type { PlanReport, ReadinessReport } from './readiness.ts';
import { visible, visibleName } from './sanitize.ts';
import { sinceInWords } from './since-in-words.ts';
import { sparkline } from './sparkline.ts';

const HISTORY_WIDTH = 40;

/** A mark that needs no colour, the colour, and the word. */
const STATES: Readonly<Record<CheckState, readonly [mark: string, style: Style, word: string]>> = {
  open: ['✕', 'red', 'open'],
  failing: ['✕', 'red', 'failing'],
  expired: ['✕', 'red', 'waiver is over'],
  waived: ['–', 'yellow', 'waived'],
  'not-needed': ['–', 'dim', 'not needed'],
  declared: ['○', 'yellow', 'declared'],
  evidenced: ['✓', 'green', 'shown by a file'],
  live: ['✓', 'green', 'seen live'],
  'last-seen': ['◌', 'yellow', 'last seen'],
};

/** How ready models are, for people: level and score, a line for each check, and what to do next. */
export function formatReadinessText({ files }: ReadinessReport, { colors }: { readonly colors: boolean }): string {
  const paint = painter(colors);
  const plans = files.flatMap(({ file, plans: views }) => views.map((report) => planText(file, report, paint)));
  return plans.length > 0 ? plans.join('\n') : 'No production plan was found.\n';
}

function planText(file: string, { view, since, history = [] }: PlanReport, paint: Paint): string {
  const { testScore } = view;
  const least = testScore.sections.find(({ score }) => score === testScore.score);
  const lines = [
    paint('bold', `${visibleName(file)}: ${visible(view.title)} (${visible(view.model)})`),
    `  ${view.level} · ${view.score} of 100 · ML Test Score ${testScore.score} (${least?.title ?? ''} is the least)`,
    ...(since ? sinceLines(since) : []),
    ...(history.length > 0 ? [`  ${historyLine(history)}`] : []),
    ...view.areas.flatMap((area) => areaLines(area, paint)),
    ...stepLines(view),
    ...(view.isLive ? [] : [paint('dim', '  Data sources were not asked: with --live, what runs counts too.')]),
  ];
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

function sinceLines(since: ReadinessSince): string[] {
  const { better = [], worse = [] } = since;
  return [
    `  ${sinceInWords(since)}`,
    ...(better.length > 0 ? [`    Better: ${better.join(', ')}`] : []),
    ...(worse.length > 0 ? [`    Worse: ${worse.join(', ')}`] : []),
  ];
}

function historyLine(history: readonly PastReadiness[]): string {
  const [first, last] = [history[0], history.at(-1)];
  const scores = history.map(({ score }) => score);
  const from = first === undefined ? '' : `${first.score} on ${isoDate(first.time)}`;
  const to = last === undefined ? '' : `${last.score} on ${isoDate(last.time)}`;
  const commits = history.length === 1 ? '1 commit' : `${history.length} commits`;
  return `History  ${sparkline(scores, HISTORY_WIDTH)}  ${from} → ${to}, ${commits} (by plan and files alone)`;
}

function areaLines({ title, met, count, state, checks }: AreaView, paint: Paint): string[] {
  const standing = state === 'not-needed' ? 'not needed' : `${met} of ${count}`;
  return ['', `  ${paint('bold', title)}  ${standing}`, ...checks.map((check) => checkLine(check, paint))];
}

function checkLine(check: CheckView, paint: Paint): string {
  const { title, state, says, seenAt } = check;
  const [mark, style, word] = isWholeAsDeclared(check) ? (['✓', 'green', 'declared'] as const) : STATES[state];
  const seen = seenAt === undefined ? '' : `, ${isoDate(seenAt)}`;
  return `    ${paint(style, mark)} ${title}  ${paint('dim', `${word}${seen}: ${visible(says)}`)}`;
}

function stepLines({ nextSteps }: ReadinessView): string[] {
  if (nextSteps.length === 0) return [''];
  const steps = nextSteps.map(({ title, gain, minutes }) => `    ${title}  +${gain}, about ${duration(minutes)}`);
  return ['', '  Cheapest next steps', ...steps];
}

const duration = (minutes: number): string => (minutes < 60 ? `${minutes} min` : `${Math.round(minutes / 6) / 10} h`);
