import type { Feature } from './feature.ts';
import { actions } from './features/code-actions.ts';
import { completion } from './features/completion.ts';
import { decay } from './features/decay.ts';
import { definitions } from './features/definition.ts';
import { folding } from './features/folding.ts';
import { hovers } from './features/hover.ts';
import { hints } from './features/inlay-hints.ts';
import { lenses } from './features/lenses.ts';
import { links } from './features/links.ts';
import { outline } from './features/outline.ts';
import { uses } from './features/references.ts';
import { renaming } from './features/rename.ts';
import { selection } from './features/selection.ts';
import { readiness } from './features/readiness.ts';
import { readinessReport } from './features/readiness-report.ts';
import { planOrigins } from './features/plan-origins.ts';
import { scaffolding } from './features/scaffold.ts';
import { readinessHistory } from './features/readiness-history.ts';
import { sources } from './features/sources.ts';
import { trainingCode } from './features/training-code.ts';
import { planSymbols } from './features/workspace-symbols.ts';

/** Every feature beside diagnostics. To add one: a verb in language/, a Feature in main/features/, a line here. */
export const FEATURES: readonly Feature[] = [
  completion,
  actions,
  hovers,
  outline,
  planSymbols,
  definitions,
  uses,
  renaming,
  lenses,
  links,
  hints,
  folding,
  selection,
  decay,
  sources,
  trainingCode,
  readiness,
  readinessHistory,
  readinessReport,
  planOrigins,
  scaffolding,
];
