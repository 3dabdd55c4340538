import type { Lines } from '../decay/headroom.ts';
import type { MapNode, Node } from '../document/node.ts';
import { perNode } from '../document/per-node.ts';
import { groupBy } from '../group-by.ts';
import { Section, specOf } from './section.ts';

export type Objective = Lines['objective'];

/** An entry of a list of the plan. */
interface Entry {
  readonly section: Section;
  /** The same object for as long as the entry reads as it does, whatever is edited elsewhere. */
  readonly same: object;
}

/** An entry of spec.monitoring.indicators, as far as it can be read. */
export interface Indicator extends Entry {
  readonly name: string;
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
  readonly name: string;
  readonly indicator: string | undefined;
  readonly drift: string | undefined;
  readonly severity: string | undefined;
  readonly op: string | undefined;
  readonly threshold: number | undefined;
  /** Milliseconds; 0 where the rule does not wait, undefined where that cannot be read. */
  readonly waits: number | undefined;
}

/** An entry of spec.monitoring.drift.columns. */
export interface DriftColumn extends Entry {
  readonly name: string;
  readonly method: string | undefined;
  readonly warning: number | undefined;
  readonly critical: number | undefined;
}

/** A plan as rules read it. */
export class Plan {
  readonly spec: Section;
  readonly indicators: readonly Indicator[];
  readonly alerts: readonly Alert[];
  readonly columns: readonly DriftColumn[];
  private readonly indicatorsByName: ReadonlyMap<string, readonly Indicator[]>;
  private readonly columnsByName: ReadonlyMap<string, readonly DriftColumn[]>;
  /** The severity the plan names first, where each of them can be read: else the first need not be the most severe. */
  private readonly worst: string | undefined;

  constructor(spec: Section) {
    this.spec = spec;
    const monitoring = spec.section('monitoring');
    const alerting = spec.section('alerting');
    const types = typesOf(spec.sections('dataSources'));
    this.indicators = (monitoring?.sections('indicators') ?? []).flatMap((section) => indicator(section, types));
    this.columns = (monitoring?.section('drift')?.sections('columns') ?? []).flatMap(column);
    this.alerts = (alerting?.sections('rules') ?? []).map(alert);
    const severities = alerting?.texts('severities') ?? [];
    this.worst = severities.length === alerting?.count('severities') ? severities[0]?.text : undefined;
    this.indicatorsByName = groupBy(this.indicators, ({ name }) => name);
    this.columnsByName = groupBy(this.columns, ({ name }) => name);
  }

  /** A model nobody uses yet is held to less. */
  get isExperimental(): boolean {
    return this.spec.section('model')?.text('lifecycle') === 'experimental';
  }

  indicator(name: string | undefined): Indicator | undefined {
    return name === undefined ? undefined : this.indicatorsByName.get(name)?.[0];
  }

  column(name: string | undefined): DriftColumn | undefined {
    return name === undefined ? undefined : this.columnsByName.get(name)?.[0];
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

/**
 * What `tell` says of an entry, worked out once for as long as the entry reads as it does. `tell` must look at nothing else, and
 * must not tell places: edits elsewhere move them.
 */
export function perEntry<E extends Entry, T>(tell: (entry: E) => T): (entry: E) => T {
  const known = new WeakMap<object, { readonly told: T }>();
  return (entry) => {
    const before = known.get(entry.same);
    if (before) return before.told;
    const told = tell(entry);
    known.set(entry.same, { told });
    return told;
  };
}

type Types = ReadonlyMap<string | undefined, string | undefined>;

interface IndicatorFacts extends Omit<Indicator, keyof Entry | 'name'> {
  readonly name: string | undefined;
}

/** By the node that was read. Beside the entry itself it depends on nothing but the type of its source. */
const indicators = new WeakMap<MapNode, IndicatorFacts>();

function indicator(section: Section, types: Types): Indicator[] {
  const before = indicators.get(section.core);
  const facts = before?.sourceType === types.get(before?.source) ? before : undefined;
  const same = facts ?? indicatorFacts(section, types);
  if (!facts) indicators.set(section.core, same);
  const { name, ...said } = same;
  return name === undefined ? [] : [{ ...said, name, section, same }];
}

function indicatorFacts(section: Section, types: Types): IndicatorFacts {
  const objective = section.text('objective');
  const source = section.text('source');
  return {
    name: section.text('name'),
    role: section.text('role'),
    unit: section.text('unit'),
    objective: objective === 'maximize' || objective === 'minimize' ? objective : undefined,
    baseline: section.number('baseline'),
    warning: section.number('warning'),
    critical: section.number('critical'),
    source,
    sourceType: types.get(source),
    labelDelay: section.duration('labelDelay'),
  };
}

function alert(section: Section): Alert {
  const same = alertFacts(section.core);
  return { ...same, section, same };
}

const alertFacts = perNode((core: MapNode): Omit<Alert, keyof Entry> => {
  const section = new Section(core);
  return {
    name: section.text('name') ?? 'an alert rule',
    indicator: section.text('indicator'),
    drift: section.text('drift'),
    severity: section.text('severity'),
    op: section.text('op'),
    threshold: section.number('threshold'),
    waits: section.lacks('for') ? 0 : section.duration('for'),
  };
});

function column(section: Section): DriftColumn[] {
  const same = columnFacts(section.core);
  const { name, ...said } = same;
  return name === undefined ? [] : [{ ...said, name, section, same }];
}

const columnFacts = perNode((core: MapNode) => {
  const section = new Section(core);
  return {
    name: section.text('column'),
    method: section.text('method'),
    warning: section.number('warning'),
    critical: section.number('critical'),
  };
});
