/** How a test of the ML Test Score is seen in the checks of a plan. */
export interface TestRule {
  /** Section and number. */
  readonly id: string;
  readonly title: string;
  readonly seen?: {
    /** All of these have to be met: then it is done by hand at least. */
    readonly checks: readonly string[];
    /**
     * Whether seeing them live, as far as they can be, shows that a machine does it, again and again; `never`: a plan cannot
     * show that.
     */
    readonly automated: 'live' | 'never';
  };
}

/**
 * The 28 tests of "The ML Test Score: A Rubric for ML Production Readiness and Technical Debt Reduction" (Breck, Cai,
 * Nielsen, Salib and Sculley, IEEE Big Data 2017). Those without `seen` are about what no plan, file or data source shows.
 */
export const TESTS: readonly TestRule[] = [
  {
    id: 'data-1',
    title: 'Feature expectations are captured in a schema',
    seen: { checks: ['data-pipelines/contract'], automated: 'never' },
  },
  { id: 'data-2', title: 'All features are beneficial' },
  { id: 'data-3', title: 'No feature costs too much' },
  { id: 'data-4', title: 'Features adhere to meta-level requirements' },
  { id: 'data-5', title: 'The data pipeline has appropriate privacy controls' },
  { id: 'data-6', title: 'New features can be added quickly' },
  { id: 'data-7', title: 'All code that computes features is tested' },
  { id: 'model-1', title: 'Model specifications are reviewed and submitted' },
  {
    id: 'model-2',
    title: 'Offline and online metrics correlate',
    seen: { checks: ['business-metric/proxy', 'business-metric/measured', 'monitoring/quality'], automated: 'never' },
  },
  { id: 'model-3', title: 'All hyperparameters have been tuned' },
  {
    id: 'model-4',
    title: 'The impact of model staleness is known',
    seen: { checks: ['retraining/age', 'monitoring/within-lines'], automated: 'never' },
  },
  { id: 'model-5', title: 'A simpler model is not better' },
  { id: 'model-6', title: 'Model quality is sufficient on important data slices' },
  { id: 'model-7', title: 'The model has been tested for considerations of inclusion' },
  { id: 'infra-1', title: 'Training is reproducible' },
  { id: 'infra-2', title: 'Model specifications are unit tested' },
  { id: 'infra-3', title: 'The ML pipeline is integration tested' },
  {
    id: 'infra-4',
    title: 'Model quality is validated before serving',
    seen: { checks: ['retraining/validation'], automated: 'never' },
  },
  { id: 'infra-5', title: 'The model can be debugged on a single example' },
  {
    id: 'infra-6',
    title: 'Models are canaried before serving',
    seen: { checks: ['rollback/rollout'], automated: 'never' },
  },
  {
    id: 'infra-7',
    title: 'Serving models can be rolled back',
    seen: { checks: ['rollback/target', 'rollback/runbook', 'rollback/drill'], automated: 'never' },
  },
  { id: 'monitor-1', title: 'Dependency changes result in notification' },
  {
    id: 'monitor-2',
    title: 'Data invariants hold for inputs',
    seen: { checks: ['monitoring/drift', 'data-pipelines/freshness'], automated: 'live' },
  },
  { id: 'monitor-3', title: 'Training and serving are not skewed' },
  {
    id: 'monitor-4',
    title: 'Models are not too stale',
    seen: { checks: ['retraining/age'], automated: 'live' },
  },
  { id: 'monitor-5', title: 'Models are numerically stable' },
  {
    id: 'monitor-6',
    title: 'Computing performance has not regressed',
    seen: { checks: ['cost-latency/service'], automated: 'live' },
  },
  {
    id: 'monitor-7',
    title: 'Prediction quality has not regressed',
    seen: { checks: ['monitoring/quality', 'alerting/covers'], automated: 'never' },
  },
];
