import { LISTS, type DatedList } from '../lists/lists.ts';
import { owner } from './forms.ts';
import type { CardAnswers } from './card.ts';
import type { ProjectFacts } from './project-facts.ts';
import { ask, choices, type Answers, type Choice, type Question, type Questionnaire } from './question.ts';

const MODEL = 'What is the model?';
const USE = 'Who may use it, and with what?';

/** What a model card's front matter and head say, pre-filled with what the workspace knows. Only the name is required. */
export function cardQuestions(facts: ProjectFacts): Questionnaire {
  const [plan] = facts.plans;
  const imported = facts.trainingCode[0]?.library;
  // Of what the code imports, only what the hub knows: it cannot load a model with anything else.
  const library = LISTS.libraries.entries.some(({ id }) => id === imported) ? imported : undefined;
  const developers = [...(plan?.owner ? [plan.owner] : []), ...facts.owners];
  return (): Question[] => [
    ask({
      id: 'name',
      title: MODEL,
      prompt: 'Name of the model',
      placeholder: 'churn',
      initial: plan?.model ?? facts.modelNames[0],
    }),
    ask({
      id: 'summary',
      title: MODEL,
      prompt: 'What it does, in one sentence. Empty: stays open',
      placeholder: 'Predicts which subscribers will not renew.',
      required: false,
    }),
    ask({ ...listed('task', plan?.task), title: MODEL, prompt: 'Task of the model' }),
    ask({ ...listed('library', library), title: MODEL, prompt: 'Library that loads it' }),
    ask({ ...listed('license', undefined), title: USE, prompt: 'License of the model' }),
    ask({ ...listed('language', undefined), title: USE, prompt: 'Language of its texts, if it works on texts' }),
    ask({
      id: 'developer',
      title: USE,
      prompt: 'The team that develops it, as @org/team or a Backstage reference',
      placeholder: 'group:default/growth-ml',
      required: false,
      choices: choices(developers),
      initial: developers[0],
      problem: owner,
    }),
  ];
}

const LISTED = {
  task: { list: LISTS.tasks, usual: ['tabular-classification', 'tabular-regression', 'text-classification'] },
  library: { list: LISTS.libraries, usual: ['sklearn', 'transformers', 'keras'] },
  license: { list: LISTS.licenses, usual: ['apache-2.0', 'mit', 'cc-by-4.0', 'other'] },
  language: { list: LISTS.languages, usual: ['en', 'multilingual', 'code'] },
} satisfies Record<string, { list: DatedList; usual: readonly string[] }>;

/** A question for an identifier of a published list: what is likely first, then all of them. */
function listed(
  id: keyof typeof LISTED,
  likely: string | undefined,
): Pick<Question, 'id' | 'required' | 'choices' | 'initial'> {
  const { list, usual } = LISTED[id];
  const names = new Map(list.entries.map((entry) => [entry.id, entry.name]));
  const first = [...(likely === undefined ? [] : [likely]), ...usual].filter(
    (value) => value === likely || names.has(value),
  );
  const all = [...new Set([...first, ...names.keys()])].map((value): Choice => {
    const name = names.get(value);
    return { value, label: value, ...(name !== undefined && name !== value && { detail: name }) };
  });
  return { id, required: false, choices: all, initial: likely ?? '' };
}

/** The wizard's answers as a card takes them, with the metrics of the plan beside. */
export function cardAnswers(answers: Answers, facts: ProjectFacts): CardAnswers {
  const [plan] = facts.plans;
  return {
    name: answers['name'],
    summary: answers['summary'],
    task: answers['task'],
    library: answers['library'],
    license: answers['license'],
    language: answers['language'],
    developer: answers['developer'],
    metrics: plan?.metrics,
    plan: plan?.path,
    trainingCode: facts.trainingCode[0]?.reference,
  };
}
