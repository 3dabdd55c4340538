import { problemOf, type Question } from '../../../server/src/core/scaffold/question.ts';

/** A line of a list of choices, in the shape of VS Code's QuickPickItem. */
export interface ChoiceItem {
  readonly label: string;
  readonly description?: string;
  readonly alwaysShow?: boolean;
  /** What accepting it answers; undefined for a line that only says what is wrong. */
  readonly answer: string | undefined;
}

/**
 * The lines for what was typed. With nothing typed: the choices, and going on without an answer where that is allowed.
 * Else the text itself where free answers are allowed, or why it is not acceptable, unless it is on its way to a choice.
 * `active` is what Enter takes; without it, the first line the list shows.
 */
export function itemsFor(question: Question, typed: string): { items: ChoiceItem[]; active: ChoiceItem | undefined } {
  const text = typed.trim();
  const choices = question.choices.map(({ value, label, detail }): ChoiceItem => ({
    label,
    answer: value,
    ...(detail && { description: detail }),
  }));
  if (text === '') return { items: withSkip(question, choices), active: undefined };
  const exact = choices.find(({ label, answer }) => answer === text || label === text);
  if (exact) return { items: choices, active: exact };
  const problem = question.free ? problemOf(question, text) : undefined;
  if (question.free && problem === undefined) {
    const own = { label: text, description: question.advice?.(text) ?? 'as typed', answer: text, alwaysShow: true };
    return { items: [own, ...choices], active: own };
  }
  const sought = text.toLowerCase();
  const match = choices.find(({ label, description = '' }) => `${label} ${description}`.toLowerCase().includes(sought));
  if (match || problem === undefined) return { items: choices, active: match };
  const refused = { label: `$(error) ${text}`, description: problem, answer: undefined, alwaysShow: true };
  return { items: [refused, ...choices], active: undefined };
}

/** Enter takes the first line: a choice only if the workspace suggests one or an answer is required, else nobody decided anything. */
function withSkip(question: Question, choices: readonly ChoiceItem[]): ChoiceItem[] {
  if (question.required) return [...choices];
  const skip = { label: '$(circle-slash) Leave it open', description: 'stays a TODO', answer: '' };
  const isLikely = question.choices.some(({ value }) => value === question.initial);
  return isLikely ? [...choices, skip] : [skip, ...choices];
}
