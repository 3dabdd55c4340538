import type { Indicator, Plan } from '../../plan/plan.ts';
import type { Section } from '../../plan/section.ts';
import { toLabel } from '../names.ts';
import { isExported, measured } from './measured.ts';
import type { Gap } from './target.ts';

/** What must hold while a new version gets traffic, as Prometheus can tell. */
export interface Condition {
  /** RFC 1123 label, unlike that of the others. */
  readonly name: string;
  readonly indicator: Indicator;
  readonly query: string;
  readonly op: Op;
  readonly value: number;
  /** How often it may fail. */
  readonly failureLimit: number;
  /** Address of the Prometheus that is asked; undefined where the plan has none, or more than one may be meant. */
  readonly address: string | undefined;
}

const OPS = ['lt', 'lte', 'gt', 'gte'] as const;
export type Op = (typeof OPS)[number];

/** The conditions of spec.rollout.analysis. */
export function rolloutConditions(
  plan: Plan,
  name: string,
): { readonly conditions: Condition[]; readonly gaps: Gap[] } {
  const gaps: Gap[] = [];
  const names = new Set<string>();
  const conditions = (plan.spec.section('rollout')?.sections('analysis') ?? []).flatMap((section): Condition[] => {
    const indicator = plan.indicator(section.text('indicator'));
    const [op, value] = [OPS.find((one) => one === section.text('op')), section.number('value')];
    const left = (message: string): Condition[] => {
      gaps.push({ path: section.path, message });
      return [];
    };
    if (!indicator) return left('A condition is left out: it looks at an indicator that the plan does not have.');
    if (op === undefined || value === undefined)
      return left(`The condition on ${indicator.name} is left out: it has no "op" and "value".`);
    const found = measured(plan, name, indicator);
    if ('message' in found) return left(`The condition on ${indicator.name} is left out: ${found.message}`);
    const wanted = toLabel(indicator.name) ?? 'indicator';
    let free = wanted;
    for (let i = 2; names.has(free); i++) free = `${wanted.slice(0, 58)}-${i}`;
    names.add(free);
    return [
      {
        name: free,
        indicator,
        query: found.query,
        op,
        value,
        failureLimit: Math.max(0, Math.trunc(section.number('failureLimit') ?? 0)),
        address: prometheusAddress(plan, indicator),
      },
    ];
  });
  return { conditions, gaps };
}

/** The Prometheus that has an indicator's values; that of exported ones is the only one the plan has. */
function prometheusAddress(plan: Plan, indicator: Indicator): string | undefined {
  const servers = plan.spec.sections('dataSources').filter((source) => source.text('type') === 'prometheus');
  const found = isExported(plan, indicator)
    ? servers.length === 1
      ? servers[0]
      : undefined
    : servers.find((source) => source.text('name') === indicator.section.text('source'));
  return found?.text('url')?.replace(/\/+$/, '');
}

/** How often conditions are looked at: so often that one may fail more than it may, within one step. Milliseconds. */
export function measureInterval(step: number, conditions: readonly Condition[]): number {
  const most = Math.max(0, ...conditions.map(({ failureLimit }) => failureLimit));
  return Math.max(1_000, Math.floor(step / (most + 1) / 1_000) * 1_000);
}

/** A duration as Go reads it, which knows no days: `1h30m`. */
export function goDuration(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1_000));
  const parts = [
    [Math.floor(seconds / 3_600), 'h'],
    [Math.floor((seconds % 3_600) / 60), 'm'],
    [seconds % 60, 's'],
  ] as const;
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count}${unit}`] : [])).join('');
}

/** spec.rollout, where it applies. Undefined, with a gap, where it does not. */
export function rolloutOf({ spec }: Plan, gaps: Gap[]): Section | undefined {
  const rollout = spec.section('rollout');
  if (rollout && !rollout.has('notNeeded')) return rollout;
  gaps.push({ path: ['spec', 'rollout'], message: 'There is nothing to roll out without "rollout".' });
  return undefined;
}

/** Shares of traffic, in whole percent. Undefined, with a gap, where the plan does not say them. */
export function trafficSteps(rollout: Section | undefined, gaps: Gap[]): number[] | undefined {
  const path = [...(rollout?.path ?? ['spec', 'rollout'])];
  const steps = rollout?.numbers('steps')?.map(({ value }) => value) ?? [];
  if (steps.length === 0) {
    gaps.push({
      path: [...path, 'steps'],
      message: 'Say which shares of traffic the new version gets, in order: "steps".',
    });
    return undefined;
  }
  if (steps.every((step, at) => Number.isInteger(step) && step > (steps[at - 1] ?? -1) && step <= 100)) return steps;
  gaps.push({ path: [...path, 'steps'], message: 'Steps are whole percent, each larger than the one before.' });
  return undefined;
}
