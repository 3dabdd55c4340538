import type { DriftColumnView, IndicatorView } from '../../core/panel/contract.ts';
import { EXPORTED, TIMESTAMP_SUFFIX } from '../../core/scaffold/render/measured.ts';
import type { DecayReport } from './decay.ts';

interface Sample {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly value: number;
}

interface Series {
  readonly labels: string;
  readonly samples: readonly Sample[];
}

const FAMILIES = [
  { name: EXPORTED.indicator, help: 'Value of an indicator of a production plan.' },
  { name: EXPORTED.drift, help: 'Drift score of a column of a production plan.' },
] as const;

/** The newest values for Prometheus' text format: for node_exporter's textfile collector, or a Pushgateway. */
export const formatDecayPrometheus = (report: DecayReport): string =>
  exposition(
    report,
    ({ samples }) => samples.slice(-1),
    () => '',
  );

/** The whole history in OpenMetrics: for `promtool tsdb create-blocks-from openmetrics`. */
export const formatDecayOpenMetrics = (report: DecayReport): string =>
  `${exposition(
    report,
    ({ samples }) => samples,
    ({ time }) => ` ${time / 1000}`,
  )}# EOF\n`;

function exposition(
  { files }: DecayReport,
  shown: (series: Series) => readonly Sample[],
  when: (sample: Sample) => string,
): string {
  const plans = files.flatMap(({ plans: all }) => all);
  const [indicators, drift] = [
    plans.flatMap((plan) => plan.indicators.map((one) => indicatorSeries(plan.name, one))),
    plans.flatMap((plan) => (plan.drift?.columns ?? []).map((one) => driftSeries(plan.name, one))),
  ];
  const lines = FAMILIES.flatMap(({ name, help }, at) => {
    const all = (at === 0 ? indicators : drift).filter(({ samples }) => samples.length > 0);
    const family = (metric: string, text: string, value: (sample: Sample) => number): string[] => [
      `# HELP ${metric} ${text}`,
      `# TYPE ${metric} gauge`,
      ...all.flatMap((series) =>
        shown(series).map((sample) => `${metric}{${series.labels}} ${value(sample)}${when(sample)}`),
      ),
    ];
    if (all.length === 0) return [];
    return [
      ...family(name, help, ({ value }) => value),
      ...family(`${name}${TIMESTAMP_SUFFIX}`, `When it was measured. ${help}`, ({ time }) => time / 1000),
    ];
  });
  return lines.map((line) => `${line}\n`).join('');
}

function indicatorSeries(plan: string, { name, series }: IndicatorView): Series {
  const points = series.state === 'ready' ? series.points : [];
  return { labels: labels({ production_plan: plan, indicator: name }), samples: points };
}

function driftSeries(plan: string, { column, method, cells }: DriftColumnView): Series {
  return {
    labels: labels({ production_plan: plan, column, method }),
    samples: cells.map(({ time, score }) => ({ time, value: score })),
  };
}

/** Escaped as the text format has it. */
const labels = (texts: Readonly<Record<string, string>>): string =>
  Object.entries(texts)
    .map(([name, text]) => {
      const escaped = text.toWellFormed().replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
      return `${name}="${escaped}"`;
    })
    .join(',');
