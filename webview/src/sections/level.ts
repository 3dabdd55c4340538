import type { DriftVerdict } from '../../../server/src/core/decay/report.ts';
import type { Level } from '../../../server/src/core/panel/contract.ts';
import { element, icon } from '../dom.ts';
import { LEVEL_TEXT } from '../words/format.ts';

/** Told apart by shape: circle with a tick, triangle, octagon with a cross, circle with a dash. */
const ICONS: Readonly<Record<Level, string>> = {
  ok: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M5 8.2l2.1 2.1L11 6',
  warning: 'M8 2L14.7 13.8H1.3zM8 6.4v3.6M8 11.4v1',
  critical: 'M5.4 1.5h5.2l3.9 3.9v5.2l-3.9 3.9H5.4l-3.9-3.9V5.4zM5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6',
  unknown: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M5.2 8h5.6',
};

export const VERDICT_TEXT: Readonly<Record<DriftVerdict, string>> = {
  ok: 'No drift',
  warning: 'Warning',
  drifted: 'Drifts',
  unknown: 'Not known',
};

/** A level as an icon and its word. */
export function levelMark(level: Level, text = LEVEL_TEXT[level]): HTMLElement {
  return element('span', { class: `level level-${level}` }, icon(ICONS[level]), new Text(text));
}

/** The drift of a column as an icon and its word. */
export function verdictMark(verdict: DriftVerdict): HTMLElement {
  return levelMark(verdict === 'drifted' ? 'critical' : verdict, VERDICT_TEXT[verdict]);
}
