import type { Assessment } from '../core/decay/assess.ts';
import type { CheckedFile } from '../core/document/checked-file.ts';
import { planOf } from '../core/plan/plan.ts';
import { questionsInWords, questionsOf } from '../core/readiness/questions.ts';
import type { ReadinessNote } from '../protocol/decay.ts';
import { readinessAt } from './readiness.ts';
import type { Workspace } from './workspace.ts';

/**
 * What is said beside training code of how ready the models of a file's plans are, in their order; undefined in the place
 * of a document without a plan.
 * @param live how the models stand, in the order of the plans
 */
export async function readinessNotes(
  workspace: Workspace,
  { path, file }: { readonly path: string; readonly file: CheckedFile },
  live: readonly Assessment[],
  now: number,
): Promise<(ReadinessNote | undefined)[]> {
  const [views, facts] = [await readinessAt({ workspace, path, file, live, now }), await workspace.factsOf(path, file)];
  return file.documents.map(({ root }, index) => {
    const [plan, view] = [planOf(root), views[index]];
    if (!plan || !view) return undefined;
    const questions = questionsOf(plan, facts);
    const first = questions.find(({ state }) => state === 'open') ?? questions[0];
    return {
      title: `${view.level} · ${questionsInWords(questions)}`,
      details: questions
        .map(({ question, state, says }) => `${question} ${state === 'open' ? 'Open: ' : ''}${says}`)
        .join('\n'),
      place: file.lines.range(first?.place ?? plan.spec.span),
    };
  });
}
