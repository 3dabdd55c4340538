import { findPair, nodeAt, numberOf, resolve, type Node } from '../document/node.ts';
import { parseDate, parseDuration } from '../schema/formats.ts';
import {
  dataSourcesOf,
  driftColumnsOf,
  indicatorsOf,
  itemsAt,
  present,
  textAt,
  textOf,
  type DataSource,
  type DriftColumn,
  type Indicator,
} from './plan-indicators.ts';

/** An entry of spec.slos. */
export interface Slo {
  readonly name: string;
  readonly indicator: string;
  /** Percent. */
  readonly objective: number;
  /** Milliseconds. */
  readonly window: number;
}

/** What a plan says of how its model is watched, as far as it is written. Durations are in milliseconds. */
export interface LivePlan {
  /** metadata.name. */
  readonly name: string;
  readonly title: string;
  readonly model: {
    readonly name: string;
    readonly version?: string;
    readonly alias?: string;
    /** Name of the data source that is the registry. */
    readonly registry?: string;
    readonly trainedAt?: number;
    readonly trainingCode: readonly string[];
  };
  readonly sources: readonly DataSource[];
  readonly indicators: readonly Indicator[];
  readonly columns: readonly DriftColumn[];
  /** Of drifted columns, from which on the data set counts as drifted. */
  readonly share?: number;
  readonly interval?: number;
  readonly staleAfter?: number;
  readonly slos: readonly Slo[];
  readonly business: { readonly indicator?: string; readonly target?: number; readonly guardrail?: number };
  readonly retraining: {
    readonly strategy?: string;
    readonly schedule?: string;
    readonly maxStaleness?: number;
    /** Alias of the version in production. */
    readonly champion?: string;
  };
  readonly feedback: { readonly indicator?: string; readonly labelDelay?: number };
}

export function livePlanOf(root: Node | undefined): LivePlan {
  const text = (...path: string[]): string | undefined => textAt(root, ['spec', ...path]);
  const number = (...path: string[]): number | undefined => numberOf(nodeAt(root, ['spec', ...path]));
  const duration = (...path: string[]): number | undefined => parseDuration(text(...path) ?? 'none');
  return {
    name: textAt(root, ['metadata', 'name']) ?? '',
    title: titleOf(root) ?? 'A plan without a name',
    model: {
      name: text('model', 'name') ?? '',
      trainingCode: textsAt(nodeAt(root, ['spec', 'model', 'trainingCode'])),
      ...present({
        version: text('model', 'version'),
        alias: text('model', 'alias'),
        registry: text('model', 'registry'),
        trainedAt: parseDate(text('model', 'trainedAt') ?? ''),
      }),
    },
    sources: dataSourcesOf(root),
    indicators: indicatorsOf(root),
    columns: driftColumnsOf(root),
    slos: slosOf(root),
    business: present({
      indicator: text('businessMetric', 'indicator'),
      target: number('businessMetric', 'target'),
      guardrail: number('businessMetric', 'guardrail'),
    }),
    retraining: present({
      strategy: text('retraining', 'strategy'),
      schedule: text('retraining', 'schedule'),
      champion: text('retraining', 'promotion', 'champion'),
      maxStaleness: duration('retraining', 'maxStaleness'),
    }),
    feedback: present({
      indicator: text('feedbackLoop', 'indicator'),
      labelDelay: duration('feedbackLoop', 'labelDelay'),
    }),
    ...present({
      share: number('monitoring', 'drift', 'share'),
      interval: duration('monitoring', 'interval'),
      staleAfter: duration('monitoring', 'staleAfter'),
    }),
  };
}

function slosOf(root: Node | undefined): Slo[] {
  return itemsAt(root, ['spec', 'slos']).flatMap(({ map }) => {
    const [name, indicator, window] = ['name', 'indicator', 'window'].map((key) => textOf(findPair(map, key)?.value));
    const objective = numberOf(findPair(map, 'objective')?.value);
    const length = parseDuration(window ?? 'none');
    if (indicator === undefined || objective === undefined || !length) return [];
    return { name: name ?? indicator, indicator, objective, window: length };
  });
}

function textsAt(node: Node | undefined): string[] {
  const list = resolve(node);
  return list?.kind === 'seq' ? list.items.flatMap((item) => textOf(item) ?? []) : [];
}

/** What a plan is called: metadata.displayName, else metadata.name. */
export const titleOf = (root: Node | undefined): string | undefined =>
  textAt(root, ['metadata', 'displayName']) ?? textAt(root, ['metadata', 'name']);
