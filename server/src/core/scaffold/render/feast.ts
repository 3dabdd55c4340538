import { Mapping, writeYaml } from '../../document/write.ts';
import type { Contract, ContractTable } from '../contract.ts';
import { pathProblem } from '../output-path.ts';
import { planLabel } from '../names.ts';
import { mapping } from './mapping.ts';
import { pythonModule, type Literal } from './python.ts';
import type { Gap, Rendered, Source, Target } from './target.ts';

/** A feature repository of what the contracts say. For Feast 0.40 and later. */
export const feast: Target = {
  id: 'feast',
  title: 'Feast feature repository',
  makes:
    'A feature store that begins on this machine, with views of the contracts’ tables and the plan’s feature services.',
  area: 'data',
  signs: {
    files: ['**/feature_store.yaml'],
    packages: ['feast'],
    plan: ({ spec }) =>
      spec.section('featureStore')?.is('provider', 'feast') ? 'the feature store is Feast' : undefined,
  },
  needs: { system: 'feast', since: '0.40' },
  render,
};

const TYPES: Readonly<Record<string, string>> = {
  string: 'String',
  integer: 'Int64',
  number: 'Float64',
  boolean: 'Bool',
  date: 'UnixTimestamp',
  timestamp: 'UnixTimestamp',
};

function render({ plan, name, file, contracts }: Source): Rendered {
  const { spec } = plan;
  const gaps: Gap[] = [];
  const store = spec.section('featureStore');
  const ask = (path: readonly (string | number)[], message: string): void =>
    void gaps.push({ path: ['spec', ...path], message });
  if (!store || store.has('notNeeded') || store.text('provider') !== 'feast') {
    ask(['featureStore'], 'The plan names no feature store of Feast: "featureStore.provider".');
    return { files: [], gaps };
  }
  const key = spec.section('feedbackLoop')?.text('joinKey');
  const views = spec.sections('dataPipelines').flatMap((pipeline): Literal[] => {
    const contract = contracts.get(pipeline.text('contract') ?? '');
    if (!contract) {
      gaps.push({
        path: pipeline.path,
        message: `${pipeline.text('name') ?? 'A pipeline'} has no contract that can be read: its columns are not known.`,
      });
      return [];
    }
    return viewsOf(contract, key, pipeline.path, gaps);
  });
  if (key === undefined) ask(['feedbackLoop', 'joinKey'], 'Say which column entities are known by: "joinKey".');
  if (views.length === 0 || key === undefined) return { files: [], gaps };
  const planned = store.text('path');
  const isNamed =
    planned !== undefined && pathProblem(planned) === undefined && planned.endsWith('/feature_store.yaml');
  const folder = isNamed ? planned.slice(0, -'/feature_store.yaml'.length) : 'feature_repo';
  const project = planLabel(name).replaceAll('-', '_');
  const config = new Mapping([
    { key: 'project', value: project },
    { key: 'provider', value: 'local' },
    { key: 'registry', value: 'data/registry.db' },
    { key: 'online_store', value: mapping({ type: 'sqlite', path: 'data/online_store.db' }) },
    { key: 'offline_store', value: mapping({ type: 'file' }) },
    { key: 'entity_key_serialization_version', value: 3 },
  ]);
  const text = pythonModule({
    doc: DOC,
    imports: IMPORTS,
    constants: {
      PLAN: name,
      PLAN_FILE: file,
      OWNER: spec.section('ownership')?.text('owner') ?? '',
      JOIN_KEY: key,
      VIEWS: views,
      SERVICES: store.texts('featureServices').map(({ text: service }) => service),
    },
    code: CODE,
  });
  return {
    gaps,
    files: [
      { path: `${folder}/feature_store.yaml`, text: writeYaml(config), isNamed },
      { path: `${folder}/${project}_features.py`, text, isNamed },
    ],
    notes: ['Where the tables are is read from the environment: FEAST_<TABLE>, the path of a Parquet file.'],
  };
}

function viewsOf({ tables }: Contract, key: string | undefined, path: Gap['path'], gaps: Gap[]): Literal[] {
  return tables.flatMap((table): Literal[] => {
    const time = timeOf(table);
    const left = (reason: string): Literal[] => {
      gaps.push({ path, message: `The table ${table.name} is left out: ${reason}` });
      return [];
    };
    if (!/^[A-Za-z_]\w*$/.test(table.name)) return left('Feast takes no view of that name.');
    if (key !== undefined && !table.columns.some(({ name }) => name === key))
      return left(`it has no column ${key} to be joined by.`);
    if (time === undefined) return left('none of its columns is a timestamp, or more than one is.');
    const fields = table.columns
      .filter(({ name }) => name !== key && name !== time)
      .flatMap(({ name, type }) => {
        const known = Object.hasOwn(TYPES, type ?? '') ? TYPES[type ?? ''] : undefined;
        return known === undefined ? [] : [{ name, type: known }];
      });
    return fields.length > 0 ? [{ table: table.name, time, fields }] : left('its contract gives no column a type.');
  });
}

/** The one column that says when a row was true. */
function timeOf({ columns }: ContractTable): string | undefined {
  const times = columns.filter(({ type }) => type === 'timestamp');
  const days = columns.filter(({ type }) => type === 'date');
  const found = times.length > 0 ? times : days;
  return found.length === 1 ? found[0]?.name : undefined;
}

const DOC = `
"""Features of the model of a production plan, from its data contracts."""`;

const IMPORTS = `
import os

from feast import Entity, FeatureService, FeatureView, Field, FileSource
from feast import types as feast_types`;

const CODE = `
entity = Entity(name=JOIN_KEY, join_keys=[JOIN_KEY], owner=OWNER)


def source_of(table: str, time: str) -> FileSource:
    """The table's file. Which one that is, the environment says."""
    variable = f"FEAST_{table.upper()}"
    if variable not in os.environ:
        raise RuntimeError(f"Say in {variable} which Parquet file {table} is.")
    return FileSource(name=f"{table}_source", path=os.environ[variable], timestamp_field=time)


def view_of(view: dict) -> FeatureView:
    return FeatureView(
        name=view["table"],
        entities=[entity],
        schema=[Field(name=field["name"], dtype=getattr(feast_types, field["type"])) for field in view["fields"]],
        source=source_of(view["table"], view["time"]),
        owner=OWNER,
        tags={"production_plan": PLAN},
    )


views = [view_of(view) for view in VIEWS]
services = [FeatureService(name=name, features=views, owner=OWNER) for name in SERVICES]
# Feast finds what has a name of its own in this module.
globals().update({f"view_{number}": view for number, view in enumerate(views)})
globals().update({f"service_{number}": service for number, service in enumerate(services)})`;
