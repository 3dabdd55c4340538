import type { Section } from '../../plan/section.ts';

/** Whether a retraining starts without a person. */
export function isAutomatic(retraining: Section): boolean {
  const strategy = retraining.text('strategy');
  return strategy === 'scheduled' || strategy === 'triggered' || strategy === 'continuous';
}
