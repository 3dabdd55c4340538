import { window } from 'vscode';
import { cardAnswers, cardQuestions } from '../../../server/src/core/scaffold/card-questions.ts';
import { renderCard } from '../../../server/src/core/scaffold/card.ts';
import { CARD_NAMES } from '../../../server/src/core/scaffold/names.ts';
import { Wizard } from '../../../server/src/core/scaffold/wizard.ts';
import { openForReview } from '../scaffold/review.ts';
import { start } from '../scaffold/start.ts';
import { runWizard } from '../wizard/run.ts';

/** Asks what the front matter of a model card needs and opens the card, unsaved. */
export async function createCard(): Promise<void> {
  const started = await start();
  if (!started) return;
  const { folder, facts } = started;
  const wizard = new Wizard(cardQuestions(facts));
  if (!(await runWizard('Create Model Card', wizard))) return;
  const draft = { text: renderCard(cardAnswers(wizard.answers, facts)), languageId: 'markdown', names: CARD_NAMES };
  const name = await openForReview(folder, draft);
  const where = name === undefined ? 'save it as MODEL_CARD.md' : `save it as ${name}`;
  const message = `Nothing is written yet: fill in what needs more information, and ${where}.`;
  void window.showInformationMessage(message);
}
