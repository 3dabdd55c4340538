import { prometheusRules } from './prometheus-rules.ts';
import { runbook } from './runbook.ts';
import type { Target } from './target.ts';

/** Every system that a plan is rendered for. */
export const TARGETS: readonly Target[] = [prometheusRules, runbook];
