import { methodOf } from '../../core/decay/drift/methods.ts';

/** A p-value that equals its threshold is drift, too. */
const INCLUSIVE = ['ks', 'cramer_von_mises'];
/** A distance that equals its threshold is none. */
const STRICT = ['ed', 'abs_text_content_drift'];

/** Whether Evidently itself would call a score drift; undefined where the score alone does not tell. */
export function isDrift(method: string, threshold: number | undefined, score: number): boolean | undefined {
  const known = methodOf(method);
  if (!known?.direction || threshold === undefined) return undefined;
  const isAt = score === threshold;
  if (known.direction === 'p-value') return score < threshold || (isAt && INCLUSIVE.includes(known.id));
  return score > threshold || (isAt && !STRICT.includes(known.id));
}
