import { present } from '../../decay/plan-indicators.ts';
import { cardFacts, type CardFacts } from './card-facts.ts';
import type { ReportSource } from './source.ts';

/** JSON without undefined, as a consumer of CycloneDX reads it. */
type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json | undefined } | undefined;

/**
 * A bill of materials (CycloneDX 1.6) with a model card for each model: what the plan and the card say, nothing guessed.
 * @param now milliseconds since the epoch
 */
export function cycloneDx(sources: readonly ReportSource[], now: number): Json {
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: new Date(now).toISOString(),
      tools: { components: [{ type: 'application', name: 'production-first-ml' }] },
    },
    components: sources.map(component),
  };
}

function component(source: ReportSource, index: number): Json {
  const { view, plan, card } = source;
  const facts = card && cardFacts(card);
  const model = plan.spec.section('model');
  const description = facts?.section(/^model description\b/i) ?? facts?.section(/^model details\b/i);
  return {
    type: 'machine-learning-model',
    'bom-ref': `${index + 1} ${view.model}`,
    name: view.model || view.title || 'unnamed',
    ...present({ version: model?.text('version'), description }),
    // A hub's name of a license need not be the identifier that SPDX has.
    ...(facts?.license !== undefined && { licenses: [{ license: { name: facts.license } }] }),
    modelCard: modelCard(source, facts),
    properties: properties(source, facts),
  };
}

function modelCard({ plan }: ReportSource, facts: CardFacts | undefined): Json {
  const task = plan.spec.section('model')?.text('task') ?? facts?.task;
  const datasets = facts?.datasets.map((name) => ({ type: 'dataset', name })) ?? [];
  const metrics = performance(plan, facts);
  const considerations = considerationsOf(plan, facts);
  return {
    ...((task !== undefined || datasets.length > 0) && {
      modelParameters: { ...present({ task }), ...filled({ datasets }) },
    }),
    ...(metrics.length > 0 && { quantitativeAnalysis: { performanceMetrics: metrics } }),
    ...(Object.keys(considerations).length > 0 && { considerations }),
  };
}

/** What the card reports, and the baselines of the plan: measured values both, told apart by their slice. */
function performance(plan: ReportSource['plan'], facts: CardFacts | undefined): Json[] {
  const reported = (facts?.metrics ?? []).map(({ type, value, slice }) => ({ type, value, ...present({ slice }) }));
  const baselines = plan.indicators.flatMap(({ name, role, baseline, section }) =>
    baseline === undefined || (role !== 'quality' && role !== 'business')
      ? []
      : [{ type: section.text('metric') ?? name, value: String(baseline), slice: 'baseline of the production plan' }],
  );
  return [...reported, ...baselines];
}

function considerationsOf({ spec }: ReportSource['plan'], facts: CardFacts | undefined): Record<string, Json> {
  const risks = spec.sections('risks').flatMap((risk) => {
    const [name, about, mitigation] = [risk.text('name'), risk.text('description'), risk.text('mitigation')];
    if (name === undefined) return [];
    return [
      `${name}${about === undefined ? '' : `: ${about}`}${mitigation === undefined ? '' : ` Mitigation: ${mitigation}`}`,
    ];
  });
  return {
    ...filled({
      users: facts?.users ?? [],
      useCases: facts?.useCases ?? [],
      technicalLimitations: [...(facts?.limitations ?? []), ...risks],
      performanceTradeoffs: facts?.tradeoffs ?? [],
      ethicalConsiderations: (facts?.ethics ?? []).map(({ name, mitigation }) => ({
        name,
        ...present({ mitigationStrategy: mitigation }),
      })),
    }),
  };
}

/** Only the lists that hold something. */
function filled(lists: Readonly<Record<string, readonly Json[]>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(lists).filter(([, items]) => items.length > 0));
}

function properties({ file, view, plan }: ReportSource, facts: CardFacts | undefined): Json {
  const { spec } = plan;
  const known: Readonly<Record<string, string | undefined>> = {
    plan: file,
    level: view.level,
    score: String(view.score),
    'ml-test-score': String(view.testScore.score),
    owner: view.owner,
    lifecycle: spec.section('model')?.text('lifecycle'),
    alias: spec.section('model')?.text('alias'),
    'business-metric': spec.section('businessMetric')?.text('name'),
    'retraining-strategy': spec.section('retraining')?.text('strategy'),
    'rollback-target': spec.section('rollback')?.text('target'),
    library: facts?.library,
    languages: facts?.languages.join(', ') || undefined,
  };
  return Object.entries(known).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name: `production-first:${name}`, value }],
  );
}
