import type { CheckView } from '../../../server/src/protocol/readiness.ts';
import { withoutMarkup } from '../plain.ts';
import { durationOf, STATE_WORDS } from './words.ts';

/** Text of the page that explains a check, with the pages of the rules that stand against it. */
export function explanation(check: CheckView, pages: readonly string[]): string {
  const state = STATE_WORDS[check.state];
  const proof = {
    declared: 'The plan says it: no file and no system can show more.',
    evidenced: 'A file of the workspace shows it. What the plan says alone counts for less.',
    live: 'A running system shows it. What the plan says, or a file shows, counts for less.',
  }[check.reach];
  return [
    `# ${escaped(check.title)}`,
    `**${state.charAt(0).toUpperCase()}${state.slice(1)}**: ${escaped(check.says)}`,
    `## Why it matters\n\n${escaped(check.why)}`,
    `## How it is proven\n\n${proof}`,
    ...(check.gain > 0
      ? [`Proven, it brings **${check.gain} points**; that takes about ${durationOf(check.minutes)}.`]
      : []),
    // The headings of a page go one level down, below the title of this one.
    ...pages.map((page) => page.replaceAll(/^#/gm, '##')),
  ].join('\n\n');
}

/** Text of a plan as text: nothing in it is markup. */
const escaped = (text: string): string => withoutMarkup(text.replaceAll(/[\n\r]+/g, ' '));
