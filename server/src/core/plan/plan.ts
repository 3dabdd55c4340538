import type { Lines } from '../decay/headroom.ts';
import type { Node } from '../document/node.ts';
import { groupBy } from '../group-by.ts';
import { specOf, type Section } from './section.ts';

export type Objective = Lines['objective'];

/** An entry of spec.monitoring.indicators, as far as it can be read. */
export interface Indicator {
  readonly section: Section;
  readonly name: string;
  readonly role: string | undefined;
  readonly unit: string | undefined;
  readonly objective: Objective | undefined;
  readonly baseline: number | undefined;
  readonly warning: number | undefined;
  readonly critical: number | undefined;
  /** Type of its data source. */
  readonly sourceType: string | undefined;
  /** Milliseconds. */
  readonly labelDelay: number | undefined;
}

/** An entry of spec.alerting.rules. */
export interface Alert {
  readonly section: Section;
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
export interface DriftColumn {
  readonly section: Section;
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

  constructor(spec: Section) {
    this.spec = spec;
    const monitoring = spec.section('monitoring');
    const types = typesOf(spec.sections('dataSources'));
    this.indicators = (monitoring?.sections('indicators') ?? []).flatMap((section) => indicator(section, types));
    this.columns = (monitoring?.section('drift')?.sections('columns') ?? []).flatMap(column);
    this.alerts = (spec.section('alerting')?.sections('rules') ?? []).map(alert);
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
    const alerting = this.spec.section('alerting');
    const listed = alerting?.texts('severities') ?? [];
    // Where one of them cannot be read, the first of the others need not be the most severe.
    const first = listed.length === alerting?.count('severities') ? listed[0] : undefined;
    return severity !== undefined && (severity === first?.text || severity === 'critical' || severity === 'page');
  }
}

/** The plan in a document; undefined where there is none to speak of. */
export function planOf(root: Node | undefined): Plan | undefined {
  const spec = specOf(root);
  return spec && new Plan(spec);
}

/** Types of data sources by name; of two with one name nothing can be said. */
function typesOf(sources: readonly Section[]): ReadonlyMap<string | undefined, string | undefined> {
  const types = new Map<string | undefined, string | undefined>();
  for (const source of sources) {
    const name = source.text('name');
    types.set(name, types.has(name) ? undefined : source.text('type'));
  }
  return types;
}

function indicator(section: Section, types: ReadonlyMap<string | undefined, string | undefined>): Indicator[] {
  const name = section.text('name');
  const objective = section.text('objective');
  if (name === undefined) return [];
  return [
    {
      section,
      name,
      role: section.text('role'),
      unit: section.text('unit'),
      objective: objective === 'maximize' || objective === 'minimize' ? objective : undefined,
      baseline: section.number('baseline'),
      warning: section.number('warning'),
      critical: section.number('critical'),
      sourceType: types.get(section.text('source')),
      labelDelay: section.duration('labelDelay'),
    },
  ];
}

function alert(section: Section): Alert {
  return {
    section,
    name: section.text('name') ?? 'an alert rule',
    indicator: section.text('indicator'),
    drift: section.text('drift'),
    severity: section.text('severity'),
    op: section.text('op'),
    threshold: section.number('threshold'),
    waits: section.lacks('for') ? 0 : section.duration('for'),
  };
}

function column(section: Section): DriftColumn[] {
  const name = section.text('column');
  if (name === undefined) return [];
  const [warning, critical] = [section.number('warning'), section.number('critical')];
  return [{ section, name, method: section.text('method'), warning, critical }];
}
