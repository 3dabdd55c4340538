import type { Lines } from '../decay/headroom.ts';
import type { Chunk } from '../document/moved.ts';
import type { MapNode, Node } from '../document/node.ts';
import { perChunk, perNode, rememberedBy } from '../document/per-node.ts';
import { EntryList, readEach, type Entry, type Read } from './entry-list.ts';
import { Section, specOf } from './section.ts';
import { Notes } from '../document/notes.ts';

export type Objective = Lines['objective'];

/** An entry of spec.monitoring.indicators, as far as it can be read. */
export interface Indicator extends Entry {
  readonly role: string | undefined;
  readonly unit: string | undefined;
  readonly objective: Objective | undefined;
  readonly baseline: number | undefined;
  readonly warning: number | undefined;
  readonly critical: number | undefined;
  /** Name of its data source. */
  readonly source: string | undefined;
  /** Type of that source. */
  readonly sourceType: string | undefined;
  /** Milliseconds. */
  readonly labelDelay: number | undefined;
}

/** An entry of spec.alerting.rules. */
export interface Alert extends Entry {
  readonly indicator: string | undefined;
  readonly drift: string | undefined;
  readonly severity: string | undefined;
  readonly op: string | undefined;
  readonly threshold: number | undefined;
  /** Milliseconds; 0 where the rule does not wait, undefined where that cannot be read. */
  readonly waits: number | undefined;
}

/** Whether an alert looks at the drift of a column. */
export const watchesDrift = ({ drift }: Alert): boolean => drift !== undefined;

/** An entry of spec.monitoring.drift.columns. */
export interface DriftColumn extends Entry {
  readonly method: string | undefined;
  readonly warning: number | undefined;
  readonly critical: number | undefined;
}

/** A plan as rules read it. */
export class Plan {
  readonly spec: Section;
  readonly indicators: EntryList<Indicator>;
  readonly alerts: EntryList<Alert>;
  readonly columns: EntryList<DriftColumn>;
  /** The severity the plan names first, where each of them can be read: else the first need not be the most severe. */
  private readonly worst: string | undefined;
  private watching: EntryList<Alert> | undefined;

  constructor(spec: Section) {
    this.spec = spec;
    const monitoring = spec.section('monitoring');
    const alerting = spec.section('alerting');
    const types = typesOf(spec.sections('dataSources'));
    const key = JSON.stringify([...types]);
    this.indicators = new EntryList(monitoring, 'indicators', (chunk) => indicatorsIn(chunk, types, key));
    this.columns = new EntryList(monitoring?.section('drift'), 'columns', columnsIn);
    this.alerts = new EntryList(alerting, 'rules', alertsIn);
    const severities = alerting?.texts('severities') ?? [];
    this.worst = severities.length === alerting?.count('severities') ? severities[0]?.text : undefined;
  }

  /** A model nobody uses yet is held to less. */
  get isExperimental(): boolean {
    return this.spec.section('model')?.text('lifecycle') === 'experimental';
  }

  /** Alert rules under the name of the indicator that they watch. */
  get alertsByIndicator(): EntryList<Alert> {
    this.watching ??= new EntryList(this.spec.section('alerting'), 'rules', byIndicatorIn);
    return this.watching;
  }

  indicator(name: string | undefined): Indicator | undefined {
    return this.indicators.named(name);
  }

  column(name: string | undefined): DriftColumn | undefined {
    return this.columns.named(name);
  }

  /** Whether an alert wakes somebody: of the severity the plan names first, or by the usual names of such. */
  isUrgent({ severity }: Alert): boolean {
    return severity !== undefined && (severity === this.worst || severity === 'critical' || severity === 'page');
  }
}

/** The plan in a document; undefined where there is none to speak of. */
export function planOf(root: Node | undefined): Plan | undefined {
  const spec = specOf(root);
  return spec && new Plan(spec);
}

/** Types of data sources by name; of two with one name nothing can be said. */
function typesOf(sources: readonly Section[]): Types {
  const types = new Map<string | undefined, string | undefined>();
  for (const source of sources) {
    const name = source.text('name');
    types.set(name, types.has(name) ? undefined : source.text('type'));
  }
  return types;
}

type Types = ReadonlyMap<string | undefined, string | undefined>;

/**
 * What `tell` says of an entry, worked out once for as long as the entry reads as it does. `tell` must look at nothing else, and
 * must not tell places: edits elsewhere move them.
 */
export const perEntry = <E extends Entry, T>(tell: (entry: E) => T): ((entry: E) => T) =>
  rememberedBy(({ same }) => same, tell);

/** By the items that were read; beside them, indicators depend on the types of their sources. */
const indicators = new Notes<object, { readonly types: string; readonly read: readonly Read<Indicator>[] }>();

function indicatorsIn({ core }: Chunk, types: Types, key: string): readonly Read<Indicator>[] {
  const known = indicators.get(core);
  if (known?.types === key) return known.read;
  const read = readEach(core, (map) => indicator(map, types));
  indicators.set(core, { types: key, read });
  return read;
}

/** Of each indicator, for the type its source had. */
const before = new Notes<MapNode, Indicator>();

function indicator(map: MapNode, types: Types): Indicator | undefined {
  const known = before.get(map);
  if (known && known.sourceType === types.get(known.source)) return known;
  const section = new Section(map);
  const name = section.text('name');
  if (name === undefined) return undefined;
  const objective = section.text('objective');
  const source = section.text('source');
  const read = {
    section,
    same: section,
    name,
    role: section.text('role'),
    unit: section.text('unit'),
    objective: objective === 'maximize' || objective === 'minimize' ? objective : undefined,
    baseline: section.number('baseline'),
    warning: section.number('warning'),
    critical: section.number('critical'),
    source,
    sourceType: types.get(source),
    labelDelay: section.duration('labelDelay'),
  } as const;
  before.set(map, read);
  return read;
}

const alert = perNode((map): Alert => {
  const section = new Section(map);
  return {
    section,
    same: section,
    name: section.text('name') ?? 'an alert rule',
    indicator: section.text('indicator'),
    drift: section.text('drift'),
    severity: section.text('severity'),
    op: section.text('op'),
    threshold: section.number('threshold'),
    waits: section.lacks('for') ? 0 : section.duration('for'),
  };
});

const alertsIn = perChunk((items) => readEach(items, alert));

const byIndicatorIn = rememberedBy(
  ({ core }: Chunk) => core,
  (chunk) =>
    alertsIn(chunk).flatMap(({ entry, item }) =>
      entry.indicator === undefined ? [] : [{ entry: { ...entry, name: entry.indicator }, item }],
    ),
);

const column = perNode((map): DriftColumn | undefined => {
  const section = new Section(map);
  const name = section.text('column');
  if (name === undefined) return undefined;
  return {
    section,
    same: section,
    name,
    method: section.text('method'),
    warning: section.number('warning'),
    critical: section.number('critical'),
  };
});

const columnsIn = perChunk((items) => readEach(items, column));
