/** Answers so far by question id, as text; an empty one was skipped. */
export type Answers = Readonly<Record<string, string>>;

export interface Choice {
  /** The answer it stands for. */
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
}

/** One step of a wizard. */
export interface Question {
  readonly id: string;
  /** What the step is about; several steps share one. */
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
  /** False where the format can do without an answer. */
  readonly required: boolean;
  /** Answers to choose from, the likeliest first; none asks for text. */
  readonly choices: readonly Choice[];
  /** Whether text that is not among the choices is an answer too. */
  readonly free: boolean;
  /** What is filled in already. */
  readonly initial: string;
  /** What is wrong with a non-empty answer; undefined if nothing is. */
  readonly problem: (text: string) => string | undefined;
  /** What to consider about an answer that is nevertheless accepted. */
  readonly advice?: (text: string) => string | undefined;
}

/** The questions that arise, given the answers so far. */
export type Questionnaire = (answers: Answers) => readonly Question[];

/** What is wrong with `text` as the answer; undefined if it can be accepted. */
export function problemOf(question: Question, text: string): string | undefined {
  const answer = text.trim();
  if (answer === '') return question.required ? 'The format requires an answer here.' : undefined;
  if (!question.free && !question.choices.some(({ value }) => value === answer)) return 'Choose one of the list.';
  return question.problem(answer);
}

const NEVER = (): undefined => undefined;

/** A question with what most have in common left out. */
export function ask(
  given: Pick<Question, 'id' | 'title' | 'prompt'> &
    Partial<Omit<Question, 'initial'>> & { readonly initial?: string | undefined },
): Question {
  const defaults = { placeholder: '', required: true, choices: [], free: true, initial: '', problem: NEVER };
  return { ...defaults, ...given, initial: given.initial ?? '' };
}

/** The same text shown and answered, each once. */
export const choices = (values: readonly string[]): Choice[] =>
  [...new Set(values)].map((value) => ({ value, label: value }));

export const DIRECTIONS: readonly Choice[] = [
  { value: 'maximize', label: 'Maximize', detail: 'Higher values are better.' },
  { value: 'minimize', label: 'Minimize', detail: 'Lower values are better.' },
];
