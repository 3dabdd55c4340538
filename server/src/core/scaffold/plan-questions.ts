import { detectionQuestions, SOURCES } from './detection-questions.ts';
import { cron, decimal, duration, owner, path, pathOrUrl } from './forms.ts';
import type { PlanAnswers } from './plan-answers.ts';
import type { ProjectFacts } from './project-facts.ts';
import { ask, choices, DIRECTIONS, type Answers, type Question, type Questionnaire } from './question.ts';

const MODEL = 'Which model is this plan for?';
const BUSINESS = 'What business metric are we optimising?';
const OWNER = 'Who owns the model after release?';
const RETRAIN = 'How often will we retrain?';
const BREAK = 'What happens if it breaks?';

/** The five questions, pre-filled with what the workspace says. Optional are those the format can do without. */
export function planQuestions(facts: ProjectFacts): Questionnaire {
  return (answers) => [
    ...modelQuestions(facts),
    ...businessQuestions(),
    ...detectionQuestions(facts, answers),
    ...ownerQuestions(facts),
    ...retrainingQuestions(answers),
    ...rollbackQuestions(),
  ];
}

function modelQuestions(facts: ProjectFacts): Question[] {
  const training = facts.trainingCode.map(({ reference, library }) => ({
    value: reference,
    label: reference,
    detail: library === '' ? 'trains a model' : `imports ${library} and trains`,
  }));
  return [
    ask({
      id: 'model',
      title: MODEL,
      prompt: 'Name of the model, as it is registered',
      placeholder: 'churn',
      initial: facts.origin?.kind === 'mlflow-model' ? facts.origin.model : facts.modelNames[0],
    }),
    ask({
      id: 'trainingCode',
      title: MODEL,
      prompt: 'Code that trains it, as path or path#function',
      placeholder: 'src/train.py#train',
      required: false,
      choices: training,
      initial: training[0]?.value,
      problem: path,
    }),
  ];
}

/** Model metrics people mistake for a business metric. */
const OFFLINE = /^(?:.*[_\s-])?(?:accuracy|auc|roc|f1|precision|recall|rmse|mae|mse|r2|loss|perplexity)(?:[_\s-].*)?$/i;

function businessQuestions(): Question[] {
  return [
    ask({
      id: 'metric',
      title: BUSINESS,
      prompt: 'Name of the number the model exists to move',
      placeholder: 'monthly_retention',
      advice: (text) =>
        OFFLINE.test(text) ? 'This measures the model. Which number of the business does it move?' : undefined,
    }),
    ask({
      id: 'metricDescription',
      title: BUSINESS,
      prompt: 'What it measures, in one sentence',
      placeholder: 'Share of subscribers who renew.',
    }),
    ask({
      id: 'metricObjective',
      title: BUSINESS,
      prompt: 'Which direction is better?',
      free: false,
      choices: DIRECTIONS,
    }),
    ask({
      id: 'metricTarget',
      title: BUSINESS,
      prompt: 'The value the model is expected to bring, in the unit of the metric',
      placeholder: '0.93',
      problem: decimal,
    }),
  ];
}

function ownerQuestions(facts: ProjectFacts): Question[] {
  return [
    ask({
      id: 'owner',
      title: OWNER,
      prompt: 'The team, as @org/team or a Backstage reference',
      placeholder: 'group:default/growth-ml',
      choices: choices(facts.owners),
      problem: owner,
    }),
    ask({
      id: 'onCall',
      title: OWNER,
      prompt: 'On-call schedule of who is called at night. Empty: stays a TODO',
      placeholder: 'growth-ml-primary',
      required: false,
    }),
  ];
}

function retrainingQuestions(answers: Answers): Question[] {
  const strategy = ask({
    id: 'strategy',
    title: RETRAIN,
    prompt: 'What starts a retraining?',
    free: false,
    choices: [
      { value: 'scheduled', label: 'A schedule', detail: 'at fixed times' },
      { value: 'triggered', label: 'An alert', detail: 'when drift or a drop in quality is noticed' },
      { value: 'continuous', label: 'New data', detail: 'the model learns all the time' },
      { value: 'manual', label: 'A person', detail: 'somebody decides each time' },
    ],
  });
  const schedule = ask({
    id: 'schedule',
    title: RETRAIN,
    prompt: 'When? A cron schedule: minute hour day month weekday',
    placeholder: '0 3 1 * *',
    choices: [
      { value: '0 3 * * *', label: 'Every day', detail: '0 3 * * * · at 03:00' },
      { value: '0 3 * * 1', label: 'Every week', detail: '0 3 * * 1 · on Monday at 03:00' },
      { value: '0 3 1 * *', label: 'Every month', detail: '0 3 1 * * · on the first at 03:00' },
      { value: '0 3 1 */3 *', label: 'Every quarter', detail: '0 3 1 */3 * · on its first day at 03:00' },
    ],
    problem: cron,
  });
  const staleness = ask({
    id: 'maxStaleness',
    title: RETRAIN,
    prompt: 'How old may the model become at most? Empty: stays a TODO',
    placeholder: '45d',
    required: false,
    problem: duration,
  });
  return answers['strategy'] === 'scheduled' ? [strategy, schedule, staleness] : [strategy, staleness];
}

const rollbackQuestions = (): Question[] => [
  ask({
    id: 'rollbackTarget',
    title: BREAK,
    prompt: 'What takes its place?',
    free: false,
    choices: [
      { value: 'previous', label: 'The previous version' },
      { value: 'version', label: 'A fixed version' },
      { value: 'alias', label: 'The version behind another alias' },
      { value: 'heuristic', label: 'Rules without a model' },
      { value: 'disable', label: 'Nothing: the feature is switched off' },
    ],
  }),
  ask({
    id: 'runbook',
    title: BREAK,
    prompt: 'Page that says what to do then, as path or URL. Empty: stays a TODO',
    placeholder: 'docs/runbook.md',
    required: false,
    problem: pathOrUrl,
  }),
];

/** The wizard's answers as a plan takes them, with what the card says beside. */
export function planAnswers(answers: Answers, facts: ProjectFacts): PlanAnswers {
  const numeric = (id: string): number | undefined => (answers[id] === undefined ? undefined : Number(answers[id]));
  const { origin } = facts;
  const [card] = facts.cards;
  const model = origin?.kind === 'mlflow-model' ? origin : undefined;
  const rules = origin?.kind === 'prometheus-rules' ? origin : undefined;
  const type = model
    ? 'mlflow'
    : rules
      ? 'prometheus'
      : SOURCES.find(({ value }) => value === answers['sourceType'])?.value;
  const baseline = model?.metrics[answers['indicator'] ?? ''];
  return {
    alerts: rules?.alerts,
    alertsLeft: rules?.left,
    alias: model?.alias,
    version: model && model.alias === undefined ? model.version : undefined,
    trainedAt: model?.trainedAt,
    indicatorBaseline: baseline,
    model: answers['model'],
    card: card?.path,
    task: card?.task,
    trainingCode: answers['trainingCode'] === undefined ? undefined : [answers['trainingCode']],
    metric: answers['metric'],
    metricDescription: answers['metricDescription'],
    metricObjective: answers['metricObjective'],
    metricTarget: numeric('metricTarget'),
    indicator: answers['indicator'],
    indicatorObjective: answers['indicatorObjective'],
    indicatorCritical: numeric('indicatorCritical'),
    sourceType: type,
    sourceLocation: model?.location ?? (type && answers[type === 'file' ? 'sourcePath' : `${type}Url`]),
    query: answers['query'],
    labelSource: answers['labelSource'],
    labelDelay: answers['labelDelay'],
    owner: answers['owner'],
    onCall: answers['onCall'],
    strategy: answers['strategy'],
    schedule: answers['schedule'],
    maxStaleness: answers['maxStaleness'],
    rollbackTarget: answers['rollbackTarget'],
    runbook: answers['runbook'],
  };
}
