import { problemOf, type Answers, type Question, type Questionnaire } from './question.ts';

/**
 * Where somebody is in a questionnaire. An answer can make questions appear or go; going back keeps what was answered,
 * and what was answered to questions that no longer arise is not part of the result.
 */
export class Wizard {
  private readonly questionnaire: Questionnaire;
  private given: Answers = {};
  private at = 0;

  constructor(questionnaire: Questionnaire) {
    this.questionnaire = questionnaire;
  }

  private get questions(): readonly Question[] {
    return this.questionnaire(this.given);
  }

  /** The question to ask now; undefined when all are answered. */
  get current(): Question | undefined {
    return this.questions[this.at];
  }

  /** One-based. */
  get step(): number {
    return this.at + 1;
  }

  get total(): number {
    return this.questions.length;
  }

  /** What stands in the field when the current question is shown: the earlier answer, else what is known already. */
  get text(): string {
    const question = this.current;
    return question ? (this.given[question.id] ?? question.initial) : '';
  }

  /** Takes an answer and goes on; one that is not acceptable changes nothing and is returned as a problem. */
  answer(text: string): string | undefined {
    const question = this.current;
    if (!question) return undefined;
    const problem = problemOf(question, text);
    if (problem !== undefined) return problem;
    this.given = { ...this.given, [question.id]: text.trim() };
    this.at++;
    return undefined;
  }

  back(): void {
    this.at = Math.max(0, this.at - 1);
  }

  /** Answers to the questions that arise; skipped ones are left out. */
  get answers(): Answers {
    const answered = this.questions.flatMap(({ id }) => (this.given[id] ? [[id, this.given[id]] as const] : []));
    return Object.fromEntries(answered);
  }
}
