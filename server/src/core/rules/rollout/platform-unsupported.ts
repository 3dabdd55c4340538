import { stringAt } from '../../document/node.ts';
import { planRule } from '../rule.ts';

const MODE = 'serving.kserve.io/deploymentMode';
/** Modes without Knative, which alone splits traffic between revisions. Newer versions say Standard for RawDeployment. */
const WITHOUT_KNATIVE = new Set(['rawdeployment', 'standard', 'modelmesh', 'modelmeshdeployment']);

export const platformUnsupported = planRule({
  id: 'rollout/platform-unsupported',
  severity: 'warning',
  summary: 'The platform can roll out the way the plan says.',
  *check({ spec }, { root }) {
    const rollout = spec.section('rollout');
    const [strategy, platform] = [rollout?.text('strategy'), rollout?.text('platform')];
    if (!rollout) return;
    const span = rollout.place('platform');
    if (platform === 'mlflow-alias' && strategy === 'canary') {
      const message =
        'An alias of MLflow points to one version, so it cannot give a canary a share of the traffic. Use a platform that splits traffic, or the strategy shadow, blueGreen or allAtOnce.';
      yield { span, message };
    }
    if (platform !== 'kserve' || strategy !== 'canary') return;
    const mode = stringAt(root, ['metadata', 'annotations', MODE]);
    if (mode === undefined || !WITHOUT_KNATIVE.has(mode.toLowerCase())) return;
    const message = `KServe splits traffic for a canary only in its serverless (Knative) mode, but the deployment mode is "${mode}". Deploy serverless, or roll out with argo-rollouts or flagger.`;
    yield { span, message };
  },
});
