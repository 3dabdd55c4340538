import { Mapping, writeYaml, type Written } from '../../document/write.ts';
import { mapping } from './mapping.ts';
import { METRICS_FILE, METRICS_NOTE, retrainingOf, withScripts, type Retraining } from './retraining.ts';
import type { Rendered, Source, Target } from './target.ts';

/** Retraining by schedule, by hand and by drift, with a gate and a way back. */
export const githubActions: Target = {
  id: 'github-actions',
  title: 'Retraining with GitHub Actions',
  makes: 'A workflow that trains, validates, promotes, and goes back when that fails, with the scripts it runs.',
  area: 'retraining',
  signs: {
    files: ['.github/workflows/*.{yml,yaml}'],
    plan: ({ spec }) =>
      spec.section('retraining')?.text('pipeline')?.startsWith('.github/workflows/')
        ? 'the retraining pipeline is a workflow'
        : undefined,
  },
  render,
};

const PROMOTION = 'production';

function render(source: Source): Rendered {
  const { retraining, files, gaps } = retrainingOf(source);
  if (!retraining) return { files: [], gaps };
  const { label, triggers, versions, trackingUri, approvers } = retraining;
  const planned = source.plan.spec.section('retraining')?.text('pipeline');
  const isNamed = planned !== undefined && /^\.github\/workflows\/[\w.-]+\.ya?ml$/.test(planned);
  const path = isNamed ? planned : `.github/workflows/${label}-retrain.yml`;
  const workflow = new Mapping([
    { key: 'name', value: `Retrain ${label}` },
    {
      key: 'on',
      value: new Mapping([
        ...(retraining.schedule === undefined
          ? []
          : [{ key: 'schedule', value: [mapping({ cron: retraining.schedule })] }]),
        { key: 'workflow_dispatch', value: undefined },
        ...(triggers.length === 0
          ? []
          : [{ key: 'repository_dispatch', value: mapping({ types: [`retrain-${label}`] }) }]),
      ]),
    },
    { key: 'permissions', value: mapping({ contents: 'read' }), apart: true },
    { key: 'concurrency', value: mapping({ group: `retrain-${label}`, 'cancel-in-progress': false }), apart: true },
    {
      key: 'jobs',
      apart: true,
      value: mapping({
        train: trainJob(retraining),
        promote: versions === undefined ? undefined : promoteJob(retraining, versions),
      }),
    },
  ]);
  return withScripts({ path, text: writeYaml(workflow), isNamed }, files, {
    gaps,
    notes: [
      METRICS_NOTE,
      ...(triggers.length > 0
        ? [
            `Alerts start it by the event "retrain-${label}" of GitHub's API (repository_dispatch): ${triggers.join(', ')}.`,
          ]
        : []),
      ...(approvers.length > 0
        ? [
            `Have the environment "${PROMOTION}" ask ${approvers.join(', ')} for approval: that is set in the repository.`,
          ]
        : []),
      ...(versions !== undefined && trackingUri === undefined
        ? ['Say where the registry is, in the secret MLFLOW_TRACKING_URI of the repository.']
        : []),
    ],
  });
}

/** In a run block, what a plan says comes from the environment: it is never part of the script. */
const SETUP: readonly Written[] = [
  mapping({ uses: 'actions/checkout@v4', with: mapping({ 'persist-credentials': false }) }),
  mapping({ uses: 'actions/setup-python@v5', with: mapping({ 'python-version': '3.12' }) }),
  mapping({ name: 'Install', run: 'if [ -f requirements.txt ]; then pip install -r requirements.txt; fi' }),
];

function trainJob({ code, gate }: Retraining): Written {
  return mapping({
    'runs-on': 'ubuntu-latest',
    'timeout-minutes': 360,
    steps: [
      ...SETUP,
      mapping({ name: 'Train', env: mapping({ TRAINING_CODE: code, METRICS_FILE }), run: 'python "$TRAINING_CODE"' }),
      ...(gate === undefined
        ? []
        : [
            mapping({
              name: 'Validate',
              env: mapping({ GATE: gate, METRICS_FILE }),
              run: 'python "$GATE" --metrics "$METRICS_FILE"',
            }),
          ]),
      mapping({
        name: 'Keep what was measured',
        if: 'always()',
        uses: 'actions/upload-artifact@v4',
        with: mapping({ name: 'metrics', path: METRICS_FILE, 'if-no-files-found': 'ignore' }),
      }),
    ],
  });
}

function promoteJob({ trackingUri }: Retraining, versions: string): Written {
  const run = (...words: readonly string[]): string => `python "$VERSIONS" ${words.join(' ')}`;
  return mapping({
    needs: 'train',
    'runs-on': 'ubuntu-latest',
    'timeout-minutes': 30,
    environment: PROMOTION,
    env: mapping({
      VERSIONS: versions,
      MLFLOW_TRACKING_URI: trackingUri === undefined ? '${{ secrets.MLFLOW_TRACKING_URI }}' : githubText(trackingUri),
      MLFLOW_TRACKING_TOKEN: '${{ secrets.MLFLOW_TRACKING_TOKEN }}',
    }),
    steps: [
      ...SETUP,
      mapping({ name: 'Promote', id: 'promote', run: run('promote', '--apply') }),
      mapping({ name: 'Verify', run: run('verify') }),
      mapping({
        name: 'Go back',
        if: "failure() && steps.promote.outcome == 'success'",
        run: run('rollback', '--apply'),
      }),
    ],
  });
}

/** Text where GitHub expands expressions. */
const githubText = (text: string): string => text.replaceAll('${{', "${{ '${{' }}");
