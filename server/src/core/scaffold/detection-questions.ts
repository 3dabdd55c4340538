import { decimal, duration, path, url } from './forms.ts';
import type { SourceType } from './plan-answers.ts';
import type { ProjectFacts } from './project-facts.ts';
import { ask, choices, DIRECTIONS, type Answers, type Choice, type Question } from './question.ts';

const question = (given: Omit<Parameters<typeof ask>[0], 'title'>): Question =>
  ask({ title: 'How will we detect performance drops?', ...given });

const LOWER_IS_BETTER =
  /(?:^|[_\s-])(?:loss|error|rmse|mae|mse|mape|logloss|brier|perplexity|wer|cer|latency|fid)(?:$|[_\s-])/i;

const METRICS = ['roc_auc', 'f1', 'accuracy', 'precision', 'recall', 'rmse', 'mae'];

export const SOURCES: readonly (Choice & { readonly value: SourceType })[] = [
  {
    value: 'prometheus',
    label: 'Prometheus',
    detail: 'or Thanos, Mimir, VictoriaMetrics: anything that answers PromQL',
  },
  { value: 'mlflow', label: 'MLflow', detail: 'metrics of runs on a tracking server' },
  { value: 'evidently', label: 'Evidently', detail: 'reports in an Evidently workspace server' },
  { value: 'file', label: 'Files in this repository', detail: 'CSV, JSON Lines or Parquet' },
];

/** How performance drops are noticed: what is measured, where the numbers are, when the truth becomes known. */
export function detectionQuestions(facts: ProjectFacts, answers: Answers): Question[] {
  const { origin } = facts;
  return [
    // What alerts watch already, and where, need not be asked.
    ...(origin?.kind === 'prometheus-rules'
      ? locationQuestions(facts, 'prometheus', [])
      : indicatorQuestions(facts, answers)),
    question({
      id: 'labelSource',
      prompt: 'Where are the true outcomes recorded, with which predictions are compared?',
      placeholder: 'warehouse.churn_outcomes',
    }),
    question({
      id: 'labelDelay',
      prompt: 'How long after a prediction is its outcome known?',
      placeholder: '7d',
      problem: duration,
    }),
  ];
}

function indicatorQuestions(facts: ProjectFacts, answers: Answers): Question[] {
  const { origin } = facts;
  const measured = origin?.kind === 'mlflow-model' ? Object.keys(origin.metrics) : [];
  const known = [...measured, ...facts.cards.flatMap(({ metrics }) => metrics)];
  const used = (value: SourceType): boolean => (facts.sources as readonly string[]).includes(value);
  const isLower = LOWER_IS_BETTER.test(answers['indicator'] ?? '');
  return [
    question({
      id: 'indicator',
      prompt: 'Which measured value tells that the model got worse?',
      placeholder: 'auc',
      choices: choices([...known, ...METRICS]),
    }),
    question({
      id: 'indicatorObjective',
      prompt: 'Which direction of it is better?',
      free: false,
      choices: isLower ? DIRECTIONS.toReversed() : DIRECTIONS,
    }),
    ...(origin?.kind === 'mlflow-model'
      ? []
      : [
          question({
            id: 'sourceType',
            prompt: 'Where are its values recorded?',
            free: false,
            choices: SOURCES.toSorted((a, b) => Number(used(b.value)) - Number(used(a.value))),
          }),
          ...locationQuestions(facts, answers['sourceType'], [
            question({
              id: 'query',
              prompt: 'PromQL that gives the value. Empty: stays a TODO',
              placeholder: 'avg_over_time(model_auc{model="churn"}[1d])',
              required: false,
            }),
          ]),
        ]),
    question({
      id: 'indicatorCritical',
      prompt: 'At which value has the model failed? Empty: not known yet, stays a TODO',
      placeholder: 'a number; empty if it is not known yet',
      required: false,
      problem: decimal,
    }),
  ];
}

/** @param queries what Prometheus is asked, where that is not known */
function locationQuestions(facts: ProjectFacts, type: string | undefined, queries: readonly Question[]): Question[] {
  if (type === 'file') {
    const prompt = 'Which files? A path from the workspace folder, * stands for any name';
    return [question({ id: 'sourcePath', prompt, placeholder: 'metrics/*.csv', problem: path })];
  }
  const port = type === 'mlflow' ? 5000 : type === 'evidently' ? 8000 : 9090;
  const location = question({
    id: `${type ?? 'source'}Url`,
    prompt: 'At which address does it answer? Without user name, password or token',
    placeholder: `http://localhost:${port}`,
    initial: type === 'mlflow' ? facts.trackingUrl : undefined,
    problem: url,
  });
  return type === 'prometheus' ? [location, ...queries] : [location];
}
