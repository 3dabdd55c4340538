/**
 * Labels by which an alerting rule says whose it is: generated rules carry them, and loaded rules are recognised by them.
 * The plan's name decides where it is given; else the model's.
 */
const PLAN_LABELS = ['production_plan', 'plan'] as const;
const MODEL_LABELS = ['model', 'model_name'] as const;
export const SEVERITY_LABEL = 'severity';

/** Whose an alerting rule is by its labels, as far as they tell. */
export type Belonging = 'own' | 'other' | 'unknown';

export interface Owner {
  /** metadata.name of the plan. */
  readonly plan: string | undefined;
  /** spec.model.name. */
  readonly model: string | undefined;
}

export function belongingOf(labels: Readonly<Record<string, string>>, { plan, model }: Owner): Belonging {
  return of(labels, PLAN_LABELS, plan) ?? of(labels, MODEL_LABELS, model) ?? 'unknown';
}

function of(
  labels: Readonly<Record<string, string>>,
  names: readonly string[],
  wanted: string | undefined,
): Belonging | undefined {
  const found = names.find((name) => Object.hasOwn(labels, name));
  // What a template fills in is not known before the alert fires.
  if (found === undefined || wanted === undefined || labels[found]?.includes('{{')) return undefined;
  return folded(labels[found] ?? '') === folded(wanted) ? 'own' : 'other';
}

/** A name without what people write differently: `churn-auc_low` and `ChurnAucLow` are the same. */
export const folded = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
