import { Mapping, writeYaml, type Written } from '../../document/write.ts';
import type { ContractColumn } from '../contract.ts';
import { planLabel } from '../names.ts';
import { mapping } from './mapping.ts';
import type { Gap, Rendered, Source, Target } from './target.ts';

/** Sources with how fresh they must be, and tests of their columns. For dbt 1.8 and later, which have data_tests. */
export const dbt: Target = {
  id: 'dbt',
  title: 'dbt sources',
  makes: 'Sources for the pipelines and the labels, with freshness and tests from the data contracts.',
  area: 'data',
  signs: { files: ['**/dbt_project.yml'], packages: ['dbt-core'] },
  needs: { system: 'dbt', since: '1.8' },
  render,
};

const PERIODS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

function render({ plan, name, contracts }: Source): Rendered {
  const { spec } = plan;
  const gaps: Gap[] = [];
  const label = planLabel(name).replaceAll('-', '_');
  const known = new Set<string>();
  const pipelines = spec.sections('dataPipelines').flatMap((pipeline): Written[] => {
    const title = pipeline.text('name');
    if (title === undefined || known.has(title)) return [];
    known.add(title);
    if (!isName(title)) {
      gaps.push({
        path: pipeline.path,
        message: `A pipeline is left out: dbt takes no source of the name "${title}".`,
      });
      return [];
    }
    const age = pipeline.duration('freshness');
    if (age === undefined) gaps.push({ path: pipeline.path, message: `${title} may be of any age: say "freshness".` });
    const contract = contracts.get(pipeline.text('contract') ?? '');
    // A contract of several tables does not say which of them the pipeline is named after.
    const [table, ...others] = contract?.tables ?? [];
    const columns = others.length === 0 ? (table?.columns ?? []).filter((column) => isName(column.name)) : [];
    return [
      mapping({
        name: title,
        config: age === undefined ? undefined : mapping({ freshness: mapping({ error_after: freshnessOf(age) }) }),
        columns: columns.length > 0 ? columns.map(columnOf) : undefined,
      }),
    ];
  });
  const sources = [
    ...(pipelines.length > 0 ? [mapping({ name: label, tables: pipelines })] : []),
    ...labelsOf({ plan, name: label, gaps }),
  ];
  if (sources.length === 0) {
    gaps.push({ path: ['spec', 'dataPipelines'], message: 'There are no sources without "dataPipelines".' });
    return { files: [], gaps };
  }
  const text = writeYaml(
    new Mapping([
      { key: 'version', value: 2 },
      { key: 'sources', value: sources },
    ]),
  );
  return {
    gaps,
    files: [{ path: `models/${label}_sources.yml`, text }],
    notes: ['Where your adapter cannot tell the age of a table by itself, add its "loaded_at_field".'],
  };
}

/** The labels: each outcome once, and never without its key. */
function labelsOf({ plan, name, gaps }: { plan: Source['plan']; name: string; gaps: Gap[] }): Written[] {
  const feedback = plan.spec.section('feedbackLoop');
  const [source, key] = [feedback?.text('labelSource'), feedback?.text('joinKey')];
  if (source === undefined) return [];
  const [table, ...schema] = source.split('.').toReversed();
  if (!table || schema.length === 0 || key === undefined || ![table, ...schema, key].every(isName)) {
    gaps.push({
      path: ['spec', 'feedbackLoop'],
      message:
        'Labels are left out: say their table as schema.table ("labelSource"), and the column they are joined by ("joinKey").',
    });
    return [];
  }
  return [
    mapping({
      name: `${name}_labels`,
      schema: schema[0],
      database: schema[1],
      tables: [mapping({ name: table, columns: [mapping({ name: key, data_tests: ['not_null', 'unique'] })] })],
    }),
  ];
}

function freshnessOf(age: number): Written {
  const [period, size] = PERIODS.find(([, each]) => age >= each && age % each === 0) ?? ['minute', 60_000];
  return mapping({ count: Math.max(1, Math.ceil(age / size)), period });
}

function columnOf({ name, required, unique }: ContractColumn): Written {
  const tests = [...(required ? ['not_null'] : []), ...(unique ? ['unique'] : [])];
  return mapping({ name: name, data_tests: tests.length > 0 ? tests : undefined });
}

/** dbt takes braces for its own language, and other marks for parts of names. */
const isName = (text: string): boolean => /^[\p{L}\p{N}_][\p{L}\p{N}_ -]*$/u.test(text);
