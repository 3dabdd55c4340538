import { scoreKind } from '../../plan/drift-direction.ts';
import type { DriftColumn, Indicator, Plan } from '../../plan/plan.ts';
import { planLabel } from '../names.ts';
import { measured } from './measured.ts';
import { selector } from './promql.ts';
import { sloRules, type SloRules } from './prometheus-slo.ts';
import type { Gap, Rendered, Source, Target } from './target.ts';

/** Classic JSON, which every Grafana from 9 on imports. */
export const grafanaDashboard: Target = {
  id: 'grafana-dashboard',
  title: 'Grafana dashboard',
  makes: 'A dashboard of the indicators, drift and error budgets with the plan’s lines, and firing alerts as marks.',
  area: 'monitoring',
  signs: { files: ['**/grafana/**/*.{json,ini,yml,yaml}', '**/dashboards/*.json'] },
  needs: { system: 'grafana', since: '9' },
  render,
};

const DATASOURCE = { type: 'prometheus', uid: '${datasource}' } as const;
const UNITS: Readonly<Record<string, string>> = {
  ratio: 'percentunit',
  percent: 'percent',
  seconds: 's',
  milliseconds: 'ms',
  count: 'short',
  EUR: 'currencyEUR',
  USD: 'currencyUSD',
  GBP: 'currencyGBP',
  JPY: 'currencyJPY',
};

interface Panel {
  readonly title: string;
  readonly description: string;
  readonly unit: string | undefined;
  readonly queries: readonly { readonly expr: string; readonly legend: string }[];
  readonly steps: readonly Step[];
}

interface Step {
  readonly color: 'green' | 'orange' | 'red' | 'text';
  /** From here on; null: from the lowest value. */
  readonly value: number | null;
}

function render(source: Source): Rendered {
  const { plan, name } = source;
  const { slos } = sloRules(source);
  const gaps: Gap[] = [];
  const panels = (all: readonly (Indicator | DriftColumn)[]): Panel[] =>
    all.flatMap((one): Panel[] => {
      const found = measured(plan, name, one);
      if ('query' in found) return [panelOf(one, found.query)];
      gaps.push({ path: one.section.path, message: `${one.name} is not on the dashboard: ${found.message}` });
      return [];
    });
  const rows = [
    { title: 'Indicators', panels: panels([...plan.indicators]) },
    { title: 'Drift', panels: panels([...plan.columns]) },
    { title: 'Error budgets', panels: slos.map(burnPanel) },
  ].filter((row) => row.panels.length > 0);
  if (rows.length === 0) return { files: [], gaps };
  const label = planLabel(name);
  const dashboard = {
    annotations: { list: [alertMarks(name)] },
    description: plan.spec.section('businessMetric')?.text('description') ?? '',
    editable: false,
    graphTooltip: 1,
    links: [],
    panels: placed(rows),
    refresh: '',
    schemaVersion: 39,
    tags: ['production-first'],
    templating: {
      list: [
        { name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus', current: {}, hide: 0 },
      ],
    },
    time: { from: 'now-90d', to: 'now' },
    timezone: 'utc',
    title: titleOf(plan, name),
    // Grafana takes no longer one.
    uid: label.slice(0, 40),
  };
  return { gaps, files: [{ path: `grafana/${label}.json`, text: `${JSON.stringify(dashboard, undefined, 2)}\n` }] };
}

const titleOf = (plan: Plan, name: string): string => {
  const model = plan.spec.section('model')?.text('name');
  return model === undefined || model === name ? `Model ${name}` : `Model ${model} (${name})`;
};

function panelOf(one: Indicator | DriftColumn, query: string): Panel {
  const isIndicator = 'role' in one;
  const { warning, critical } = one;
  const lines = [
    ...(warning === undefined ? [] : [`warning ${warning}`]),
    ...(critical === undefined ? [] : [`critical ${critical}`]),
  ];
  const lineText = lines.length > 0 ? ` Lines of the plan: ${lines.join(', ')}.` : '';
  const isLowWorse = isIndicator ? one.objective === 'maximize' : scoreKind(one.method) === 'p-value';
  return {
    title: one.name,
    description: isIndicator
      ? `Role: ${one.role ?? 'not said'}.${lineText}`
      : `Drift by ${one.method ?? '?'}.${lineText}`,
    unit: isIndicator ? one.unit : undefined,
    queries: [{ expr: query, legend: one.name }],
    steps: stepsOf(warning, critical, isLowWorse),
  };
}

function stepsOf(warning: number | undefined, critical: number | undefined, isLowWorse: boolean): Step[] {
  if (warning === undefined && critical === undefined) return [{ color: 'text', value: null }];
  if (!isLowWorse)
    return [
      { color: 'green', value: null },
      ...(warning === undefined ? [] : [{ color: 'orange', value: warning } as const]),
      ...(critical === undefined ? [] : [{ color: 'red', value: critical } as const]),
    ];
  return [
    { color: critical === undefined ? 'orange' : 'red', value: null },
    ...(critical === undefined
      ? []
      : [{ color: warning === undefined ? 'green' : 'orange', value: critical } as const]),
    ...(warning === undefined ? [] : [{ color: 'green', value: warning } as const]),
  ];
}

function burnPanel({ name, recordings }: SloRules): Panel {
  return {
    title: name,
    description: 'Share of bad values over each window. The alerts compare these with the error budget.',
    unit: 'ratio',
    queries: recordings.flatMap(({ record, labels }) => {
      const window = /ratio_rate(\w+)$/.exec(record)?.[1];
      return window === undefined ? [] : [{ expr: selector(record, labels), legend: window }];
    }),
    steps: [{ color: 'text', value: null }],
  };
}

function alertMarks(name: string): object {
  return {
    name: 'Firing alerts',
    datasource: DATASOURCE,
    enable: true,
    expr: selector('ALERTS', { production_plan: name, alertstate: 'firing' }),
    iconColor: 'red',
    step: '60s',
    tagKeys: 'severity',
    titleFormat: '{{alertname}}',
  };
}

const [WIDTH, HEIGHT] = [12, 8] as const;

/** Two panels beside each other below the head of their row. */
function placed(rows: readonly { readonly title: string; readonly panels: readonly Panel[] }[]): object[] {
  let [id, y] = [0, 0];
  return rows.flatMap(({ title, panels }) => {
    const head = { id: ++id, type: 'row', title, collapsed: false, gridPos: { h: 1, w: 24, x: 0, y }, panels: [] };
    const top = y + 1;
    y = top + Math.ceil(panels.length / 2) * HEIGHT;
    const placedPanels = panels.map((panel, at) => ({
      id: ++id,
      type: 'timeseries',
      title: panel.title,
      description: panel.description,
      datasource: DATASOURCE,
      gridPos: { h: HEIGHT, w: WIDTH, x: (at % 2) * WIDTH, y: top + Math.floor(at / 2) * HEIGHT },
      fieldConfig: {
        defaults: {
          unit: Object.hasOwn(UNITS, panel.unit ?? '') ? UNITS[panel.unit ?? ''] : 'short',
          color: { mode: 'palette-classic' },
          custom: {
            drawStyle: 'line',
            lineWidth: 1,
            showPoints: 'auto',
            spanNulls: true,
            thresholdsStyle: { mode: 'line' },
          },
          thresholds: { mode: 'absolute', steps: panel.steps },
        },
        overrides: [],
      },
      options: {
        legend: { displayMode: 'list', placement: 'bottom', showLegend: panel.queries.length > 1 },
        tooltip: { mode: 'multi', sort: 'none' },
      },
      targets: panel.queries.map(({ expr, legend }, position) => ({
        datasource: DATASOURCE,
        editorMode: 'code',
        expr,
        // Braces would name a label.
        legendFormat: legend.replaceAll('{{', '{ {'),
        range: true,
        refId: String.fromCharCode(65 + position),
      })),
    }));
    return [head, ...placedPanels];
  });
}
