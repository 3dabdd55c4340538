import { Uri, workspace } from 'vscode';
import type { CheckView } from '../../../server/src/protocol/readiness.ts';
import type { CheckElement, PlanElement } from './elements.ts';
import { durationOf, STATE_WORDS } from './words.ts';

/** Scheme of the pages about checks. */
export const EXPLANATIONS = 'production-first-check';

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
const escaped = (text: string): string =>
  text.replaceAll(/[\n\r]+/g, ' ').replaceAll(/[\\`*_{}[\]()<>#+!|~&$-]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** The page about a check, by where it can be read. */
export function pageOf({ uri, plan, check }: CheckElement): Uri {
  const query = JSON.stringify([uri, plan.index, check.id]);
  return Uri.from({ scheme: EXPLANATIONS, path: `/${check.title}.md`, query });
}

/**
 * The text of the page at `page`, as the check stands now in `plans`.
 * @param rules folder of the pages about rules
 */
export async function explain(page: Uri, plans: readonly PlanElement[], rules: Uri): Promise<string> {
  const [uri, index, id] = JSON.parse(page.query) as unknown[];
  const plan = plans.find((one) => one.uri === uri && one.plan.index === index)?.plan;
  const check = plan?.view.areas.flatMap(({ checks }) => checks).find((one) => one.id === id);
  if (!check) return 'This check is not known now. Open the view *Production Readiness* to have the plan judged.';
  const texts = await Promise.all(
    check.rules.map(async (rule) =>
      new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(rules, `${rule}.md`))),
    ),
  );
  return explanation(check, texts);
}
