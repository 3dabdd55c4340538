import { isoDate } from '../../schema/formats.ts';
import { LEVEL_NAMES } from '../level.ts';
import { isWholeAsDeclared } from '../states.ts';
import type { CheckState, CheckView, PastReadiness, ReadinessSince, ReadinessView, TestStatus } from '../view.ts';
import { html } from './escape.ts';
import { historyChart, ring } from './html-chart.ts';
import { STYLE } from './html-style.ts';

/** One plan of a report. */
export interface ReportedPlan {
  readonly file: string;
  readonly view: ReadinessView;
  readonly history?: readonly PastReadiness[];
  readonly since?: ReadinessSince;
}

export interface PageOptions {
  /** When it is made; milliseconds since the epoch. */
  readonly now: number;
  /** Address behind a check; undefined: none. */
  readonly linkOf?: (check: CheckView) => string | undefined;
  /** What stands below the head of each plan; HTML. */
  readonly below?: string;
  /** Of the style, where the page's policy asks for one. */
  readonly nonce?: string;
}

const STATES: Readonly<Record<CheckState, readonly [sign: string, tone: string, word: string]>> = {
  open: ['✕', 'bad', 'open'],
  failing: ['✕', 'bad', 'failing'],
  expired: ['✕', 'bad', 'waiver is over'],
  waived: ['–', 'warn', 'waived'],
  'not-needed': ['–', 'dim', 'not needed'],
  declared: ['○', 'warn', 'declared'],
  evidenced: ['✓', 'good', 'file'],
  live: ['●', 'good', 'live'],
  'last-seen': ['◌', 'warn', 'last seen'],
};

const TESTS: Readonly<Record<TestStatus, readonly [sign: string, tone: string, word: string]>> = {
  automated: ['●', 'good', 'automated'],
  manual: ['◐', 'good', 'by hand'],
  open: ['○', 'bad', 'open'],
  unseen: ['·', 'dim', 'not seen'],
};

/** How ready models are, as one page without scripts and without anything to be loaded. */
export function readinessPage(plans: readonly ReportedPlan[], options: PageOptions): string {
  const [only, ...more] = plans;
  const title = only && more.length === 0 ? `${only.view.title || only.view.model}: ` : '';
  const source = options.nonce === undefined ? "'unsafe-inline'" : `'nonce-${options.nonce}'`;
  const nonce = options.nonce === undefined ? '' : ` nonce="${options.nonce}"`;
  const body = plans.map((plan) => planSection(plan, options)).join('\n') || '<p>No production plan was found.</p>';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${source}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(title)}Production Readiness</title>
<style${nonce}>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

function planSection(plan: ReportedPlan, options: PageOptions): string {
  const { view, history = [] } = plan;
  const chart = historyChart(history);
  return `<section class="plan">
${headOf(plan, options)}
${options.below ?? ''}
${stepsOf(view, options)}
<h2>Checks</h2>
${view.areas.map((area) => areaOf(area, options)).join('\n')}
${testsOf(view)}
${chart === '' ? '' : `<h2>History</h2>\n<p class="dim">By the plan and its files at each commit; data sources are not asked of the past.</p>\n${chart}`}
</section>`;
}

function headOf({ file, view, since }: ReportedPlan, { now }: PageOptions): string {
  const reached = LEVEL_NAMES.indexOf(view.level);
  const ladder = LEVEL_NAMES.map((name, at) => {
    const state = at === reached ? ' class="now" aria-current="step"' : at < reached ? ' class="done"' : '';
    return `<li${state}>${name}</li>`;
  });
  const next = LEVEL_NAMES[reached + 1];
  const titles = titlesOf(view, view.toNextLevel);
  const lacking = next === undefined ? '' : `<p><strong>To ${next}:</strong> ${titles.map(html).join(', ')}</p>`;
  return `<div class="head">${ring(view.score)}<div>
<h1>${html(view.title || view.model)}</h1>
<p class="dim">${html(view.model)} · ${html(view.owner ?? 'no owner')} · ${html(file)} · ${view.isLive ? 'data sources asked' : 'data sources not asked'}, ${isoDate(now)}</p>
<ol class="ladder" aria-label="Levels">${ladder.join('')}</ol>
${since ? `<p>${sinceOf(since)}</p>` : ''}
</div></div>
${lacking}`;
}

function sinceOf({ commit, time, was, score, better = [], worse = [] }: ReadinessSince): string {
  const when = `Since ${html(commit.slice(0, 7))} (${isoDate(time)})`;
  if (!was || score === undefined) return `${when}: this plan is new.`;
  const tone = score > 0 ? 'good' : score < 0 ? 'bad' : 'dim';
  const points = score === 0 ? 'no change of the score' : `${score > 0 ? '▲' : '▼'} ${Math.abs(score)} points`;
  const list = (word: string, titles: readonly string[]): string =>
    titles.length > 0 ? ` ${word}: ${titles.map(html).join(', ')}.` : '';
  return `${when}: <span class="${tone}">${points}</span>.${list('Better', better)}${list('Worse', worse)}`;
}

const titlesOf = ({ areas }: ReadinessView, ids: readonly string[]): string[] =>
  areas.flatMap(({ checks }) => checks).flatMap(({ id, title }) => (ids.includes(id) ? [title] : []));

function stepsOf({ nextSteps, areas }: ReadinessView, options: PageOptions): string {
  if (nextSteps.length === 0) return '';
  const checks = new Map(areas.flatMap((area) => area.checks).map((check) => [check.id, check]));
  const rows = nextSteps.map(({ check: id, title, gain, minutes }) => {
    const check = checks.get(id);
    const name = check ? linked(check, options) : html(title);
    return `<tr><td class="title">${name}</td><td>${html(check?.says ?? '')}</td><td class="num good">+${gain}</td><td class="num dim">${duration(minutes)}</td></tr>`;
  });
  return `<h2>Cheapest next steps</h2>\n<table class="rows"><thead><tr><th class="title">step</th><th>what lacks</th><th class="num">points</th><th class="num">about</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

const duration = (minutes: number): string => (minutes < 60 ? `${minutes} min` : `${Math.round(minutes / 6) / 10} h`);

function areaOf({ title, met, count, state, checks }: ReadinessView['areas'][number], options: PageOptions): string {
  const standing = state === 'not-needed' ? 'not needed' : `${met} of ${count}`;
  return `<h3>${html(title)} <span class="dim">${standing}</span></h3>
<table class="rows"><tbody>${checks.map((check) => checkRow(check, options)).join('')}</tbody></table>`;
}

function checkRow(check: CheckView, options: PageOptions): string {
  const [sign, tone, word] = isWholeAsDeclared(check) ? (['✓', 'good', 'declared'] as const) : STATES[check.state];
  const seen = check.seenAt === undefined ? '' : `, ${isoDate(check.seenAt)}`;
  return `<tr><td class="state"><span class="${tone}" aria-hidden="true">${sign}</span> ${word}${seen}</td><td class="title">${linked(check, options)}</td><td class="dim">${html(check.says)}</td></tr>`;
}

function linked(check: CheckView, { linkOf }: PageOptions): string {
  const address = linkOf?.(check);
  const title = html(check.title);
  return address === undefined ? title : `<a href="${html(address)}">${title}</a>`;
}

function testsOf({ testScore }: ReadinessView): string {
  const sections = testScore.sections.map(({ title, score, tests }) => {
    const items = tests.map(({ id, title: name, status, says }) => {
      const [sign, tone, word] = TESTS[status];
      return `<li title="${html(says)}"><span class="${tone}" aria-hidden="true">${sign}</span><span>${html(name)} <span class="dim">${html(id)}, ${word}</span></span></li>`;
    });
    return `<div><h3>${title} <span class="dim">${score} of 7</span></h3><ul>${items.join('')}</ul></div>`;
  });
  return `<h2>ML Test Score ${testScore.score}</h2>
<p class="dim">The least of four sections: ${html(testScore.meaning)}. ● automated 1, ◐ by hand 0.5, ○ open, · nothing here can tell.</p>
<div class="tests">${sections.join('')}</div>`;
}
