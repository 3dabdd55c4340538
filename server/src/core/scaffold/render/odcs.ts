import { Mapping, writeYaml, type Written } from '../../document/write.ts';
import type { Section } from '../../plan/section.ts';
import { pathProblem } from '../output-path.ts';
import { planLabel, toLabel } from '../names.ts';
import { mapping } from './mapping.ts';
import type { Gap, Rendered, RenderedFile, Source, Target } from './target.ts';

/** Contracts for pipelines that have none. */
export const odcs: Target = {
  id: 'odcs',
  title: 'Data contracts (ODCS)',
  makes: 'A data contract for each pipeline: who answers, how fresh the data are, and the columns the plan knows of.',
  area: 'data',
  signs: { files: ['**/*.odcs.{yml,yaml}'] },
  render,
};

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

function render(source: Source): Rendered {
  const { spec } = source.plan;
  const gaps: Gap[] = [];
  const pipelines = spec.sections('dataPipelines');
  const files = pipelines.flatMap((pipeline) => contractOf(source, pipeline, pipelines.length, gaps));
  if (pipelines.length === 0)
    gaps.push({ path: ['spec', 'dataPipelines'], message: 'There is no contract without "dataPipelines".' });
  return { files, gaps };
}

function contractOf(source: Source, pipeline: Section, pipelines: number, gaps: Gap[]): RenderedFile[] {
  const { plan, name } = source;
  const title = pipeline.text('name');
  if (title === undefined) return [];
  const planned = pipeline.text('contract');
  const isOwn = planned !== undefined && pathProblem(planned) === undefined && /\.ya?ml$/.test(planned);
  const path = isOwn ? planned : `contracts/${toLabel(title) ?? 'data'}.odcs.yaml`;
  const freshness = pipeline.duration('freshness');
  if (freshness === undefined)
    gaps.push({
      path: [...pipeline.path, 'freshness'],
      message: `The contract of ${title} promises nothing of its age: say "freshness".`,
    });
  // Of several pipelines nobody knows which brings a column.
  const columns = pipelines === 1 ? columnsOf(source) : [];
  if (pipelines > 1 && plan.columns.length > 0)
    gaps.push({
      path: pipeline.path,
      message: `The contract of ${title} has no columns: the plan does not say which pipeline brings which.`,
    });
  const ownership = plan.spec.section('ownership');
  const members = (ownership?.sections('members') ?? []).flatMap(memberOf);
  const support = (ownership?.sections('support') ?? []).map((channel) =>
    mapping({ channel: channel.text('channel'), tool: channel.text('tool'), url: channel.text('url') }),
  );
  const owner = ownership?.text('owner');
  const text = writeYaml(
    new Mapping(
      Object.entries({
        apiVersion: 'v3.1.0',
        kind: 'DataContract',
        id: `urn:production-plan:${planLabel(name)}:${toLabel(title) ?? 'data'}`,
        name: title,
        version: '1.0.0',
        // Whoever brings the data has yet to agree.
        status: 'draft',
        description: mapping({
          purpose: `Data that the model ${plan.spec.section('model')?.text('name') ?? name} reads.`,
        }),
        schema: [mapping({ name: title, logicalType: 'object', properties: columns.length > 0 ? columns : undefined })],
        slaProperties: slaOf(freshness, pipeline.text('schedule')),
        team: owner === undefined && members.length === 0 ? undefined : mapping({ name: owner ?? title, members }),
        support: support.length > 0 ? support : undefined,
      }).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value: value }])),
    ),
  );
  return [{ path, text, isNamed: isOwn }];
}

function columnsOf({ plan }: Source): Written[] {
  const key = plan.spec.section('feedbackLoop')?.text('joinKey');
  const names = [...new Set(plan.columns.map(({ name }) => name))].filter(
    (name) => name !== key && name !== 'prediction',
  );
  return [
    ...(key === undefined ? [] : [mapping({ name: key, required: true, unique: true })]),
    ...names.map((name) => mapping({ name })),
  ];
}

function memberOf(member: Section): Written[] {
  const [username, role, dateIn, dateOut] = ['username', 'role', 'dateIn', 'dateOut'].map((key) => member.text(key));
  return username === undefined ? [] : [mapping({ username, role, dateIn, dateOut })];
}

function slaOf(freshness: number | undefined, schedule: string | undefined): Written | undefined {
  const properties: Written[] = [];
  const [unit, size] = UNITS.find(([, each]) => freshness !== undefined && freshness % each === 0) ?? ['s', 1_000];
  if (freshness !== undefined) properties.push(mapping({ property: 'latency', value: freshness / size, unit }));
  if (schedule !== undefined)
    properties.push(mapping({ property: 'schedule', value: schedule, description: 'cron, UTC' }));
  return properties.length > 0 ? properties : undefined;
}
