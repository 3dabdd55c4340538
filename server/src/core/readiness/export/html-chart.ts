import { isoDate } from '../../schema/formats.ts';
import type { PastReadiness } from '../view.ts';
import { html } from './escape.ts';

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [640, 150, 34, 10, 22];

/** Score as a ring around its number. */
export function ring(score: number): string {
  const around = 2 * Math.PI * 50;
  const tone = score >= 80 ? 'good' : score >= 50 ? 'warn' : 'bad';
  return `<svg class="ring" viewBox="0 0 120 120" role="img" aria-label="${score} of 100"><g fill="none" stroke-width="10"><circle cx="60" cy="60" r="50" stroke="var(--line)"/><circle cx="60" cy="60" r="50" stroke="var(--${tone})" stroke-dasharray="${((around * score) / 100).toFixed(1)} ${around.toFixed(1)}" transform="rotate(-90 60 60)"/></g><text x="60" y="68">${score}</text><text class="of" x="60" y="86">of 100</text></svg>`;
}

/** The score over time, by commits, with the same as a table. Fewer than two have no line. */
export function historyChart(history: readonly PastReadiness[]): string {
  const [first, last] = [history[0], history.at(-1)];
  if (!first || !last || history.length < 2) return '';
  const span = Math.max(1, last.time - first.time);
  const x = (time: number): number => LEFT + ((time - first.time) / span) * (WIDTH - LEFT - 8);
  const y = (score: number): number => TOP + (1 - score / 100) * (HEIGHT - TOP - BOTTOM);
  // A score holds until the next commit.
  const steps = history.map(({ time, score }, at) =>
    at === 0 ? `M${place(x(time))} ${place(y(score))}` : `H${place(x(time))}V${place(y(score))}`,
  );
  const lines = [0, 50, 100].map(
    (score) =>
      `<line x1="${LEFT}" x2="${WIDTH}" y1="${y(score)}" y2="${y(score)}" stroke="var(--line)"/><text x="${LEFT - 6}" y="${y(score) + 4}" text-anchor="end">${score}</text>`,
  );
  const points = history.map(
    ({ time, score, subject }) =>
      `<circle cx="${place(x(time))}" cy="${place(y(score))}" r="3.5" fill="var(--link)"><title>${isoDate(time)}: ${score}, ${html(subject)}</title></circle>`,
  );
  const label = `From ${first.score} on ${isoDate(first.time)} to ${last.score} on ${isoDate(last.time)}`;
  const rows = history
    .toReversed()
    .map(
      ({ time, score, level, subject, commit }) =>
        `<tr><td>${isoDate(time)}</td><td class="num">${score}</td><td>${level}</td><td>${html(subject)} <span class="dim">${html(commit.slice(0, 7))}</span></td></tr>`,
    );
  return `<svg class="history" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">${lines.join('')}<path d="${steps.join('')}" fill="none" stroke="var(--link)" stroke-width="2"/>${points.join('')}<text x="${LEFT}" y="${HEIGHT - 4}">${isoDate(first.time)}</text><text x="${WIDTH}" y="${HEIGHT - 4}" text-anchor="end">${isoDate(last.time)}</text></svg>
<details><summary>The same as a table</summary><table><thead><tr><th>committed</th><th class="num">score</th><th>level</th><th>commit</th></tr></thead><tbody>${rows.join('')}</tbody></table></details>`;
}

const place = (value: number): string => value.toFixed(1);
