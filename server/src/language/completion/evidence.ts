import type { Scene, Suggestion } from './context.ts';
import { written } from './values.ts';

/** The 28 checks of the ML Test Score (Breck et al., IEEE Big Data 2017), seven per section, in the paper's order. */
const CHECKS: Readonly<Record<string, readonly string[]>> = {
  data: [
    'Feature expectations are captured in a schema.',
    'All features are beneficial.',
    'No feature’s cost is too much.',
    'Features adhere to meta-level requirements.',
    'The data pipeline has appropriate privacy controls.',
    'New features can be added quickly.',
    'All input feature code is tested.',
  ],
  model: [
    'Every model specification undergoes a code review and is checked in to a repository.',
    'Offline proxy metrics correlate with actual online impact metrics.',
    'All hyperparameters have been tuned.',
    'The impact of model staleness is known.',
    'A simpler model is not better.',
    'Model quality is sufficient on all important data slices.',
    'The model has been tested for considerations of inclusion.',
  ],
  infra: [
    'Training is reproducible.',
    'Model specification code is unit tested.',
    'The full ML pipeline is integration tested.',
    'Model quality is validated before attempting to serve it.',
    'The model allows debugging by observing the step-by-step computation on a single example.',
    'Models are tested via a canary process before they enter production serving environments.',
    'Models can be quickly and safely rolled back to a previous serving version.',
  ],
  monitor: [
    'Dependency changes result in notification.',
    'Data invariants hold in training and serving inputs.',
    'Training and serving features compute the same values.',
    'Models are not too stale.',
    'The model is numerically stable.',
    'The model has not regressed in training speed, serving latency, throughput or RAM usage.',
    'The model has not regressed in prediction quality on served data.',
  ],
};

/** Ids of the checks that evidence can be given for. */
export function suggestEvidenceChecks(scene: Scene): Suggestion[] {
  const { path, role } = scene.place;
  const isCheck = path.length === 4 && path[0] === 'spec' && path[1] === 'evidence' && path[3] === 'check';
  if (role !== 'value' || !isCheck || scene.file.kind !== 'production-plan') return [];
  return Object.entries(CHECKS).flatMap(([section, checks]) =>
    checks.map((text, index) => ({
      label: `${section}-${index + 1}`,
      kind: 'value' as const,
      lines: [written(scene, `${section}-${index + 1}`)],
      detail: text,
      documentation: `${text} (ML Test Score, section “${section}”)`,
      rank: 0,
    })),
  );
}
