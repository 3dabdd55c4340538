import { window } from 'vscode';
import { planNames } from '../../../server/src/core/scaffold/names.ts';
import { planAnswers, planQuestions } from '../../../server/src/core/scaffold/plan-questions.ts';
import { renderPlan } from '../../../server/src/core/scaffold/plan.ts';
import { Wizard } from '../../../server/src/core/scaffold/wizard.ts';
import { PLAN_LANGUAGE } from '../../../server/src/protocol/documents.ts';
import { openForReview } from '../scaffold/review.ts';
import { start } from '../scaffold/start.ts';
import { runWizard } from '../wizard/run.ts';

/** Asks the five questions and opens the plan they give, unsaved. */
export async function createPlan(): Promise<void> {
  const started = await start();
  if (!started) return;
  const { folder, facts } = started;
  const wizard = new Wizard(planQuestions(facts));
  if (!(await runWizard('Create Production Plan', wizard))) return;
  const answers = planAnswers(wizard.answers, facts);
  const draft = { text: renderPlan(answers), languageId: PLAN_LANGUAGE, names: planNames(answers.model) };
  const name = await openForReview(folder, draft);
  const where = name === undefined ? 'save it in your project' : `save it as ${name}`;
  void window.showInformationMessage(
    `Nothing is written yet: read the plan, fill in what is marked TODO, and ${where}.`,
  );
}
