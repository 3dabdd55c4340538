import { InputBoxValidationSeverity, QuickInputButtons, window, type InputBox, type QuickPick } from 'vscode';
import { problemOf, type Question } from '../../../server/src/core/scaffold/question.ts';
import type { Wizard } from '../../../server/src/core/scaffold/wizard.ts';
import { itemsFor, type ChoiceItem } from './items.ts';

/** How a step ended. */
export type Outcome = { readonly answer: string } | 'back' | 'cancelled';

/** What a step shows beside its question. */
export interface Step {
  readonly title: string;
  readonly step: number;
  readonly total: number;
  /** What stands in the field already. */
  readonly text: string;
}

/** Asks one question after the other. Returns whether all were answered: false means that somebody left, and nothing was done. */
export async function runWizard(title: string, wizard: Wizard): Promise<boolean> {
  for (let question = wizard.current; question; question = wizard.current) {
    const step = { title: `${title}: ${question.title}`, step: wizard.step, total: wizard.total, text: wizard.text };
    const outcome = question.choices.length > 0 ? await pick(question, step) : await input(question, step);
    if (outcome === 'cancelled') return false;
    if (outcome === 'back') wizard.back();
    else wizard.answer(outcome.answer);
  }
  return true;
}

/** Shows a step until it is answered or left. */
export function showStep(
  box: InputBox | QuickPick<ChoiceItem>,
  { title, step, total }: Step,
  listen: (settle: (outcome: Outcome) => void) => void,
): Promise<Outcome> {
  return new Promise((resolve) => {
    box.title = title;
    box.step = step;
    box.totalSteps = total;
    // Looking something up in another window is part of answering.
    box.ignoreFocusOut = true;
    box.buttons = step > 1 ? [QuickInputButtons.Back] : [];
    const settle = (outcome: Outcome): void => {
      resolve(outcome);
      box.dispose();
    };
    listen(settle);
    box.onDidHide(() => settle('cancelled'));
    box.show();
  });
}

function input(question: Question, step: Step): Promise<Outcome> {
  const box = window.createInputBox();
  box.prompt = question.prompt;
  box.placeholder = question.placeholder;
  box.value = step.text;
  const validate = (text: string): void => {
    const problem = text.trim() === '' ? undefined : problemOf(question, text);
    const advice = problem ?? question.advice?.(text.trim());
    const severity = problem === undefined ? InputBoxValidationSeverity.Warning : InputBoxValidationSeverity.Error;
    box.validationMessage = advice === undefined ? undefined : { message: advice, severity };
  };
  validate(step.text);
  return showStep(box, step, (settle) => {
    box.onDidChangeValue(validate);
    box.onDidTriggerButton(() => settle('back'));
    box.onDidAccept(() => {
      const problem = problemOf(question, box.value);
      if (problem === undefined) settle({ answer: box.value });
      else box.validationMessage = { message: problem, severity: InputBoxValidationSeverity.Error };
    });
  });
}

function pick(question: Question, step: Step): Promise<Outcome> {
  const box = window.createQuickPick<ChoiceItem>();
  box.prompt = question.prompt;
  box.placeholder = question.placeholder;
  box.matchOnDescription = true;
  const fill = (text: string): void => {
    const { items, active } = itemsFor(question, text);
    box.items = items;
    if (active) box.activeItems = [active];
  };
  const chosen = question.choices.find(({ value }) => value === step.text);
  if (!chosen) box.value = step.text;
  fill(box.value);
  const earlier = box.items.find(({ answer }) => answer === chosen?.value);
  if (earlier) box.activeItems = [earlier];
  return showStep(box, step, (settle) => {
    box.onDidChangeValue(fill);
    box.onDidTriggerButton(() => settle('back'));
    box.onDidAccept(() => {
      const answer = box.selectedItems[0]?.answer;
      if (answer !== undefined) settle({ answer });
    });
  });
}
