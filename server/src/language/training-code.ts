import { shortHeadlineOf } from '../core/decay/headline.ts';
import { crossingInWords } from '../core/decay/forecast-words.ts';
import { percent } from '../core/decay/headroom.ts';
import { inUnit } from '../core/decay/words.ts';
import { LineIndex, type Range } from '../core/document/text.ts';
import type { IndicatorView, PlanView } from '../core/panel/contract.ts';
import { pythonSymbols } from '../core/python/symbols.ts';
import { isoDate } from '../core/schema/formats.ts';
import { paragraph, render, type Block, type Line } from './hover/markup.ts';
import { shortened } from './shortened.ts';

const MAX_TITLE = 120;
const MAX_ROWS = 12;

/** What is shown beside a function or class that trains a model. */
export interface TrainingCodeNote {
  readonly range: Range;
  readonly title: string;
  /** Markdown; names in it are only ever shown as text. */
  readonly details: string;
  readonly level: PlanView['level'];
}

/**
 * @param text of the Python file
 * @param symbol that the plan names; undefined: the file as a whole
 * @param now the moment the model is judged at; milliseconds since the epoch
 */
export function trainingCodeAt(
  text: string,
  symbol: string | undefined,
  view: PlanView,
  now: number,
): TrainingCodeNote {
  const lines = new LineIndex(text);
  const found = symbol === undefined ? undefined : pythonSymbols(text).find(({ name }) => name === symbol);
  const range = lines.range(found?.span ?? { start: 0, end: lines.lineEnd(0) });
  const title = `${view.title}: ${shortHeadlineOf(view.indicators, { now, drift: view.drift })}`;
  return {
    range,
    title: shortened(title.replace(/\s+/g, ' '), MAX_TITLE),
    details: render(detailsOf(view, now), 'markdown'),
    level: view.level,
  };
}

function detailsOf(view: PlanView, now: number): Block[] {
  const { indicators, title, version, headline } = view;
  const rest = indicators.length - MAX_ROWS;
  const table: Block = {
    table: {
      head: ['indicator', 'newest', 'of', 'headroom used', 'outlook'].map((name) => [name]),
      rows: indicators.slice(0, MAX_ROWS).map((indicator) => rowOf(indicator, now)),
    },
  };
  return [
    paragraph({ strong: title }, version === undefined ? '' : ` (${version})`),
    paragraph(`${headline}.`),
    ...(indicators.length > 0 ? [table] : []),
    ...(rest > 0 ? [paragraph(`and ${rest} more.`)] : []),
  ];
}

function rowOf(view: IndicatorView, now: number): Line[] {
  const { name, series, unit, level, headroomUsed, forecast } = view;
  const newest = series.state === 'ready' ? series.points.at(-1) : undefined;
  if (!newest) return [[name], ['no values'], [''], [''], ['']];
  const outlook =
    level === 'critical' || level === 'warning'
      ? `beyond ${level}`
      : forecast?.state === 'crosses'
        ? crossingInWords(forecast, unit, now)
        : '';
  return [
    [name],
    [inUnit(newest.value, unit)],
    [`${isoDate(newest.time)}${view.stale ? ' (stale)' : ''}`],
    [headroomUsed === undefined ? '' : headroomUsed > 1 ? 'all' : headroomUsed <= 0 ? 'none' : percent(headroomUsed)],
    [outlook],
  ];
}
