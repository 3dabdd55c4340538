import { findPair, numberOf, resolve, type Node } from '../../document/node.ts';
import type { Span } from '../../document/text.ts';
import { Section } from '../../plan/section.ts';
import type { PlanOfCard } from '../../workspace-facts.ts';
import { CARD, type Rule, type RuleContext } from '../rule.ts';

/** A value a card gives for a metric. */
interface CardMetric {
  readonly names: readonly string[];
  readonly value: number;
  /** As written, so that it is known to how many digits it was rounded. */
  readonly written: string;
  readonly span: Span;
}

export const metricDiffersFromPlan: Rule = {
  id: 'card/metric-differs-from-plan',
  severity: 'warning',
  kinds: CARD,
  summary: 'The metrics of a card are those the plan that names it starts from.',
  *check(context) {
    for (const plan of context.facts.plansOfCard ?? []) {
      for (const indicator of plan.indicators) {
        const metrics = metricsOf(context).filter(({ names }) => names.some((name) => isSame(name, indicator)));
        // A card may give a metric for several data sets; one of them is the plan's.
        if (metrics.length === 0 || metrics.some((metric) => agrees(metric, indicator.baseline))) continue;
        for (const { written, span } of metrics) {
          const message = `The card gives ${written}, but the plan in ${plan.file} starts from a baseline of ${indicator.baseline} for "${indicator.name}". Correct the one that is out of date.`;
          yield { span, message };
        }
      }
    }
  },
};

function metricsOf({ kind, root, text }: RuleContext): CardMetric[] {
  const entries =
    kind === 'huggingface-card'
      ? items(root, 'model-index').flatMap((model) =>
          items(model, 'results').flatMap((result) => items(result, 'metrics')),
        )
      : items(findPair(root, 'quantitative_analysis')?.value, 'performance_metrics');
  return entries.flatMap((entry) => {
    const map = resolve(entry);
    if (map?.kind !== 'map') return [];
    const section = new Section(map);
    const value = numberOf(findPair(map, 'value')?.value);
    // A slice of the data is not what the plan watches.
    if (value === undefined || section.text('slice') !== undefined) return [];
    const span = section.place('value');
    const names = [section.text('type'), section.text('name')].filter((name) => name !== undefined);
    return [{ names, value, written: text.slice(span.start, span.end).trim(), span }];
  });
}

function items(parent: Node | undefined, key: string): readonly Node[] {
  const list = resolve(findPair(parent, key)?.value);
  return list?.kind === 'seq' ? list.items : [];
}

/** Names of one metric: the hub says roc_auc, plans say auc. */
const SYNONYMS: Readonly<Record<string, string>> = { rocauc: 'auc', auroc: 'auc', f1score: 'f1', acc: 'accuracy' };

const fold = (name: string): string => {
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '');
  return Object.hasOwn(SYNONYMS, plain) ? (SYNONYMS[plain] ?? plain) : plain;
};

const isSame = (name: string, { name: own, metric }: PlanOfCard['indicators'][number]): boolean =>
  fold(name) === fold(own) || (metric !== undefined && fold(name) === fold(metric));

/** Equal to the digits both are written with, also where one is in percent. */
function agrees({ value, written }: CardMetric, baseline: number): boolean {
  return [1, 100, 0.01].some((factor) => {
    const tolerance = Math.max(step(written), step(String(baseline)) * factor);
    return Math.abs(value - baseline * factor) <= tolerance / 2 + 1e-12;
  });
}

/** The place value of the last digit: 0.01 for 0.91. */
const step = (number: string): number => 10 ** -(/\.(\d+)/.exec(number)?.[1]?.length ?? 0);
