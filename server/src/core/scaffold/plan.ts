import { writeYaml, type Entry, type Remark } from '../document/write.ts';
import { mapping, optional, required, todo } from './lines.ts';
import { alertName, toLabel } from './names.ts';
import { isUrl } from '../workspace-facts.ts';
import { alertingOf, indicatorsOf } from './plan-of-rules.ts';
import type { PlanAnswers, SourceType } from './plan-answers.ts';

/**
 * The text of a production plan with these answers. Nothing is made up: what was not answered is a TODO, and the checks
 * report what the format requires of it.
 */
export function renderPlan(answers: PlanAnswers): string {
  return writeYaml(
    mapping(
      { remark: 'The questions to answer before training, and the answers.' },
      { remark: 'A line with TODO is not answered yet. Hover over a field to read what it is for.' },
      { key: 'apiVersion', value: 'production-first/v1' },
      { key: 'kind', value: 'ProductionPlan' },
      {
        key: 'metadata',
        value: mapping(required('name', label(answers), 'lower-case letters, digits and hyphens')),
      },
      { key: 'spec', value: mapping(...sections(answers)) },
    ),
  );
}

/** A model whose name has no Latin letter still needs a label. */
const label = ({ model }: PlanAnswers): string | undefined => model && (toLabel(model) ?? 'model');

function sections(answers: PlanAnswers): (Entry | Remark)[] {
  return [
    { key: 'model', value: model(answers) },
    question('1. What business metric are we optimising?'),
    { key: 'businessMetric', value: businessMetric(answers) },
    question('2. How will we detect performance drops?'),
    { key: 'dataSources', value: [dataSource(answers)] },
    { key: 'monitoring', value: monitoring(answers) },
    { key: 'alerting', value: alerting(answers) },
    { key: 'feedbackLoop', value: feedbackLoop(answers) },
    question('3. Who owns the model after release?'),
    { key: 'ownership', value: ownership(answers) },
    question('4. How often will we retrain?'),
    { key: 'retraining', value: retraining(answers) },
    question('5. What happens if it breaks?'),
    { key: 'rollback', value: rollback(answers) },
  ];
}

const question = (remark: string): Remark => ({ remark, apart: true });

const model = (answers: PlanAnswers) =>
  mapping(
    required('name', answers.model, 'name of the registered model'),
    ...servedVersion(answers),
    optional('card', answers.card, 'path of the model card'),
    optional(
      'trainingCode',
      answers.trainingCode?.length ? answers.trainingCode : undefined,
      'the code that trains the model, as path or path#function',
    ),
    optional('task', answers.task, 'what the model does, as a Hugging Face task'),
    ...(answers.trainedAt === undefined ? [] : [{ key: 'trainedAt', value: answers.trainedAt }]),
  );

function servedVersion({ alias, version, sourceType }: PlanAnswers): (Entry | Remark)[] {
  if (alias === undefined && version === undefined) return [todo('alias or version', 'which one serves production')];
  return [
    alias === undefined ? { key: 'version', value: version } : { key: 'alias', value: alias },
    ...(sourceType === 'mlflow' ? [{ key: 'registry', value: SOURCE_NAMES.mlflow }] : []),
  ];
}

const businessMetric = (answers: PlanAnswers) =>
  mapping(
    required('name', answers.metric, 'the number the model exists to move'),
    required('description', answers.metricDescription, 'what it measures, in one sentence'),
    required('objective', answers.metricObjective, 'maximize or minimize'),
    required('target', answers.metricTarget, 'the value the model is expected to bring'),
    todo('baseline', 'the value without the model'),
    todo('guardrail', 'the value at which the model does harm and must go'),
    todo('indicator', 'the indicator that measures this metric live'),
    todo('proxy', 'the model metric believed to move it'),
  );

const SOURCE_NAMES: Readonly<Record<SourceType, string>> = {
  prometheus: 'prometheus',
  mlflow: 'tracking',
  evidently: 'evidently',
  file: 'history',
};

const sourceName = ({ sourceType }: PlanAnswers): string | undefined => sourceType && SOURCE_NAMES[sourceType];

const dataSource = (answers: PlanAnswers) =>
  mapping(
    required('name', sourceName(answers), 'a name for the place the numbers come from'),
    required('type', answers.sourceType, 'prometheus, mlflow, evidently or file'),
    answers.sourceType === 'file' || (answers.sourceType === 'mlflow' && !isUrl(answers.sourceLocation ?? 'http://'))
      ? optional('path', answers.sourceLocation, 'the files, such as metrics/*.csv')
      : optional('url', answers.sourceLocation, 'where it answers, without credentials'),
  );

const monitoring = (answers: PlanAnswers) =>
  mapping(
    { key: 'indicators', value: answers.alerts?.length ? indicatorsOf(answers.alerts) : [indicator(answers)] },
    todo('interval', 'how often the indicators get a point, such as 1d'),
    todo('drift', 'the inputs whose distribution is watched'),
  );

const indicator = (answers: PlanAnswers) =>
  mapping(
    required('name', answers.indicator, 'what is measured'),
    { key: 'role', value: 'quality' },
    required('source', sourceName(answers), 'a data source'),
    answers.sourceType === 'prometheus'
      ? optional('query', answers.query, 'the PromQL that gives the value')
      : optional('metric', answers.indicator, 'its name in the data source'),
    required('objective', answers.indicatorObjective, 'maximize or minimize'),
    answers.indicatorBaseline === undefined
      ? todo('baseline', 'the value at release')
      : { key: 'baseline', value: answers.indicatorBaseline, note: 'as the run that trained the version has it' },
    todo('warning', 'the value at which somebody should look'),
    optional('critical', answers.indicatorCritical, 'the value at which the model has failed'),
  );

function alerting(answers: PlanAnswers) {
  if (answers.alerts?.length) return alertingOf(answers.alerts, answers.alertsLeft ?? []);
  const { indicator, indicatorObjective: objective, indicatorCritical: threshold } = answers;
  const name = alertNameOf(answers);
  if (name === undefined) {
    return mapping({
      key: 'rules',
      value: [],
      note: 'TODO one rule for each indicator, once its critical value is known',
    });
  }
  return mapping(
    {
      key: 'rules',
      value: [
        mapping(
          { key: 'name', value: name },
          { key: 'indicator', value: indicator },
          { key: 'severity', value: 'critical' },
          { key: 'op', value: objective === 'minimize' ? 'gt' : 'lt' },
          { key: 'threshold', value: threshold },
          todo('for', 'how long it must last before somebody is told'),
          todo('notify', 'the notification targets'),
          optional('runbook', answers.runbook, 'what to do then'),
        ),
      ],
    },
    todo('targets', 'who is told, and how'),
    todo('noData', 'true if silence of the data source is an alert too'),
  );
}

/** The name of the one alert rule; undefined where too little is known for a rule. */
function alertNameOf(answers: PlanAnswers): string | undefined {
  if (answers.alerts?.length) return undefined;
  const { indicator, indicatorObjective: objective, indicatorCritical: threshold } = answers;
  if (indicator === undefined || objective === undefined || threshold === undefined) return undefined;
  return alertName(indicator, objective === 'minimize' ? 'High' : 'Low');
}

const feedbackLoop = (answers: PlanAnswers) =>
  mapping(
    required('labelSource', answers.labelSource, 'where the true outcomes are recorded'),
    required('labelDelay', answers.labelDelay, 'how long after a prediction its outcome is known, such as 7d'),
    todo('joinKey', 'the column that joins predictions with outcomes'),
    todo('coverage', 'the share of predictions whose outcome becomes known'),
  );

const ownership = (answers: PlanAnswers) =>
  mapping(
    required('owner', answers.owner, 'the team, as group:default/team or @org/team'),
    optional(
      'onCall',
      answers.onCall === undefined ? undefined : mapping({ key: 'schedule', value: answers.onCall }),
      'the schedule of who is called',
    ),
    todo('escalation', 'who is called when nobody answers'),
  );

const retraining = (answers: PlanAnswers) =>
  mapping(
    required('strategy', answers.strategy, 'scheduled, triggered, continuous or manual'),
    ...(answers.strategy === 'scheduled' || answers.schedule !== undefined
      ? [optional('schedule', answers.schedule, 'when, as a cron schedule of five fields')]
      : []),
    ...(answers.strategy === 'triggered' ? [retrainingTriggers(answers)] : []),
    optional('maxStaleness', answers.maxStaleness, 'how old the model may become, such as 45d'),
    todo('pipeline', 'the file that defines the retraining job'),
    todo('validation', 'what a new model must reach before it is released'),
  );

const retrainingTriggers = (answers: PlanAnswers) => {
  const name = alertNameOf(answers);
  return name === undefined ? todo('triggers', 'the alert rules that start it') : { key: 'triggers', value: [name] };
};

const rollback = (answers: PlanAnswers) =>
  mapping(
    required('target', answers.rollbackTarget, 'previous, version, alias, heuristic or disable'),
    ...(answers.rollbackTarget === 'version' || answers.rollbackTarget === 'alias'
      ? [todo(answers.rollbackTarget, 'which one to go back to')]
      : []),
    todo('triggers', 'the alert rules at which we go back'),
    optional('runbook', answers.runbook, 'the page that says how'),
    todo('timeToRestore', 'how long it may take, such as 15m'),
    todo('lastDrill', 'when it was last tried'),
  );
