import { window, type WorkspaceFolder } from 'vscode';
import { factsFor } from '../../../server/src/core/scaffold/facts-for.ts';
import { planNames } from '../../../server/src/core/scaffold/names.ts';
import { planAnswers, planQuestions } from '../../../server/src/core/scaffold/plan-questions.ts';
import { renderPlan } from '../../../server/src/core/scaffold/plan.ts';
import type { ProjectFacts } from '../../../server/src/core/scaffold/project-facts.ts';
import { Wizard } from '../../../server/src/core/scaffold/wizard.ts';
import { PLAN_LANGUAGE } from '../../../server/src/protocol/documents.ts';
import type { PlanStart } from '../../../server/src/protocol/training-hint.ts';
import { openForReview } from '../scaffold/review.ts';
import { start } from '../scaffold/start.ts';
import { runWizard } from '../wizard/run.ts';

/** Asks the five questions and opens the plan they give, unsaved. `from` may be a `PlanStart`: the code it is for. */
export async function createPlan(from?: unknown): Promise<void> {
  const given = planStart(from);
  const started = await start(given?.folder);
  if (!started) return;
  const { folder } = started;
  await writePlan(folder, given ? factsFor(given.trainingCode, started.facts) : started.facts);
}

/** Asks what the facts leave open, and opens the plan. */
export async function writePlan(folder: WorkspaceFolder | undefined, facts: ProjectFacts): Promise<void> {
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

/** What a menu hands over is no start of a plan. */
function planStart(from: unknown): PlanStart | undefined {
  if (typeof from !== 'object' || from === null || !('folder' in from) || !('trainingCode' in from)) return undefined;
  const { folder, trainingCode } = from;
  return typeof folder === 'string' && typeof trainingCode === 'string' ? { folder, trainingCode } : undefined;
}
