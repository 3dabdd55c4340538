import { Uri, workspace } from 'vscode';
import type { CheckElement, PlanElement } from './elements.ts';
import { explanation } from './explanation.ts';

/** Scheme of the pages about checks. */
export const EXPLANATIONS = 'production-first-check';

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
