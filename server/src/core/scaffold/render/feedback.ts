import { planLabel } from '../names.ts';
import type { Gap, Rendered, Source, Target } from './target.ts';

/** What has to be kept of each prediction so that its outcome can be joined, and how many outcomes come. */
export const feedback: Target = {
  id: 'feedback',
  title: 'Feedback collection',
  makes:
    'A JSON Schema of what is kept of each prediction, and a query for the share of predictions whose outcome is known.',
  area: 'data',
  signs: {
    plan: ({ spec }) =>
      spec.section('feedbackLoop')?.lacks('indicator') ? 'nothing watches how many outcomes are known' : undefined,
  },
  render,
};

const UNITS = [
  ['DAY', 86_400_000],
  ['HOUR', 3_600_000],
  ['MINUTE', 60_000],
  ['SECOND', 1_000],
] as const;

function render({ plan, name }: Source): Rendered {
  const { spec } = plan;
  const gaps: Gap[] = [];
  const section = spec.section('feedbackLoop');
  const [key, source, delay] = [
    section?.text('joinKey'),
    section?.text('labelSource'),
    section?.duration('labelDelay'),
  ];
  const ask = (at: string, message: string): void => void gaps.push({ path: ['spec', 'feedbackLoop', at], message });
  if (key === undefined) {
    ask('joinKey', 'Say by which column a prediction and its outcome are joined: "joinKey".');
    return { files: [], gaps };
  }
  if (/[\p{C}]/u.test(key + (source ?? ''))) {
    ask('joinKey', 'Feedback is left out: names of columns and tables have no invisible characters.');
    return { files: [], gaps };
  }
  const label = planLabel(name).replaceAll('-', '_');
  const files = [
    { path: `feedback/${label}.schema.json`, text: `${JSON.stringify(schemaOf(name, key), undefined, 2)}\n` },
  ];
  if (source === undefined) ask('labelSource', 'Coverage is left out: say where outcomes are ("labelSource").');
  if (delay === undefined)
    ask('labelDelay', 'Coverage is left out: say when an outcome is known at the latest ("labelDelay").');
  if (source !== undefined && delay !== undefined) {
    const predictions = `${label}_predictions`;
    files.push({
      path: `feedback/${label}_coverage.sql`,
      text: coverage({ key, source, delay, predictions, share: section?.number('coverage') }),
    });
    return {
      files,
      gaps,
      notes: [`The query reads predictions, kept as the schema says, from the table "${predictions}".`],
    };
  }
  return { files, gaps };
}

function schemaOf(name: string, key: string): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `A prediction of ${name}`,
    description: 'One line for each prediction that was answered. Its outcome is joined later.',
    type: 'object',
    required: [...new Set([key, 'predicted_at', 'model_version', 'prediction'])],
    properties: {
      predicted_at: { type: 'string', format: 'date-time', description: 'When it was answered.' },
      model_version: { type: 'string', description: 'Registered version that answered.' },
      prediction: { type: ['number', 'string', 'boolean'], description: 'What was answered.' },
      [key]: { type: ['string', 'integer'], description: 'What the outcome is joined by.' },
    },
    additionalProperties: true,
  };
}

interface Coverage {
  readonly key: string;
  /** Schema and table, with dots between. */
  readonly source: string;
  /** Milliseconds. */
  readonly delay: number;
  readonly predictions: string;
  /** Between 0 and 1. */
  readonly share: number | undefined;
}

function coverage({ key, source, delay, predictions, share }: Coverage): string {
  const [unit, size] = UNITS.find(([, each]) => delay >= each && delay % each === 0) ?? ['SECOND', 1_000];
  const column = identifier(key);
  const table = source.split('.').map(identifier).join('.');
  return `-- Share of predictions whose outcome is known, of those that are old enough for it.
-- Standard SQL: runs on PostgreSQL, DuckDB, Snowflake and others.
WITH due AS (
  SELECT ${column} AS join_key
  FROM ${identifier(predictions)}
  WHERE predicted_at <= CURRENT_TIMESTAMP - INTERVAL '${Math.ceil(delay / size)}' ${unit}
),
outcomes AS (
  SELECT DISTINCT ${column} AS join_key
  FROM ${table}
)
SELECT
  COUNT(*) AS predictions,
  COUNT(outcomes.join_key) AS with_outcome,
  CAST(COUNT(outcomes.join_key) AS DOUBLE PRECISION) / NULLIF(COUNT(*), 0) AS coverage${
    share === undefined
      ? ''
      : `,
  COALESCE(CAST(COUNT(outcomes.join_key) AS DOUBLE PRECISION) / NULLIF(COUNT(*), 0) >= ${share}, FALSE) AS is_covered`
  }
FROM due
LEFT JOIN outcomes ON outcomes.join_key = due.join_key;
`;
}

const identifier = (text: string): string => `"${text.replaceAll('"', '""')}"`;
