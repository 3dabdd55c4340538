import { Mapping, writeYaml, type Written } from '../../document/write.ts';
import { mapping } from './mapping.ts';
import { resourceLabels } from './prometheus-rule-resource.ts';
import { METRICS_FILE, METRICS_NOTE, retrainingOf, withScripts, type Retraining } from './retraining.ts';
import type { Rendered, Source, Target } from './target.ts';

/** Retraining by schedule on Kubernetes. For Argo Workflows 3.6 and later, which have several schedules. */
export const argoCronWorkflow: Target = {
  id: 'argo-cron-workflow',
  title: 'Retraining with Argo Workflows',
  makes: 'A CronWorkflow that trains, validates, promotes, and goes back when that fails, with the scripts it runs.',
  area: 'retraining',
  signs: { resources: ['CronWorkflow', 'WorkflowTemplate'] },
  needs: { system: 'argo-workflows', since: '3.6' },
  render,
};

const METRICS = `/tmp/${METRICS_FILE}`;

function render(source: Source): Rendered {
  const { retraining, files, gaps } = retrainingOf(source);
  if (!retraining) return { files: [], gaps };
  const { label, schedule, triggers } = retraining;
  const name = `${label.slice(0, 44).replace(/-+$/, '')}-retrain`;
  const workflow = new Mapping([
    ...(schedule === undefined
      ? [{ remark: 'The plan has no schedule: this is started by hand, or by an event.' }]
      : []),
    { key: 'apiVersion', value: 'argoproj.io/v1alpha1' },
    { key: 'kind', value: schedule === undefined ? 'WorkflowTemplate' : 'CronWorkflow' },
    { key: 'metadata', value: mapping({ name, labels: resourceLabels(label, source.conventions) }) },
    {
      key: 'spec',
      value:
        schedule === undefined
          ? workflowSpec(retraining, name)
          : mapping({
              schedules: [schedule],
              timezone: 'Etc/UTC',
              concurrencyPolicy: 'Forbid',
              workflowSpec: workflowSpec(retraining, name),
            }),
    },
  ]);
  return withScripts({ path: `kubernetes/${label}-retrain.yaml`, text: writeYaml(workflow) }, files, {
    gaps,
    notes: [
      `The image that holds the repository is read from the ConfigMap "${name}", entry "image".`,
      METRICS_NOTE,
      ...(triggers.length > 0 ? [`Alerts start it by an event, or by hand: ${triggers.join(', ')}.`] : []),
    ],
  });
}

function workflowSpec({ code, gate, versions, trackingUri }: Retraining, name: string): Written {
  const env = [
    mapping({ name: 'METRICS_FILE', value: METRICS }),
    // Argo would expand braces.
    ...(trackingUri === undefined || trackingUri.includes('{{')
      ? []
      : [mapping({ name: 'MLFLOW_TRACKING_URI', value: trackingUri })]),
  ];
  const container = (command: readonly string[]): Mapping =>
    mapping({ image: '{{workflow.parameters.image}}', command, env });
  const step = (task: string, depends: string | undefined, rest: Readonly<Record<string, Written>> = {}): Written =>
    mapping({ name: task, template: task, depends, ...rest });
  const validate = gate === undefined ? undefined : 'validate';
  const handed = mapping({
    parameters: [mapping({ name: 'metrics', value: '{{tasks.train.outputs.parameters.metrics}}' })],
  });
  return mapping({
    entrypoint: 'retrain',
    arguments: mapping({
      parameters: [
        mapping({ name: 'image', valueFrom: mapping({ configMapKeyRef: mapping({ name, key: 'image' }) }) }),
      ],
    }),
    templates: [
      mapping({
        name: 'retrain',
        dag: mapping({
          tasks: [
            step('train', undefined),
            ...(validate === undefined ? [] : [step('validate', 'train.Succeeded', { arguments: handed })]),
            ...(versions === undefined
              ? []
              : [
                  step('promote', `${validate ?? 'train'}.Succeeded`),
                  step('verify', 'promote.Succeeded'),
                  step('rollback', 'verify.Failed || verify.Errored'),
                ]),
          ],
          // Going back does not make a failure a success.
          target: versions === undefined ? undefined : 'verify rollback',
        }),
      }),
      mapping({
        name: 'train',
        container: container(['python', code]),
        outputs: mapping({ parameters: [mapping({ name: 'metrics', valueFrom: mapping({ path: METRICS }) })] }),
      }),
      ...(gate === undefined
        ? []
        : [
            mapping({
              name: 'validate',
              inputs: mapping({
                artifacts: [
                  mapping({ name: 'metrics', path: METRICS, raw: mapping({ data: '{{inputs.parameters.metrics}}' }) }),
                ],
                parameters: [mapping({ name: 'metrics' })],
              }),
              container: container(['python', gate, '--metrics', METRICS]),
            }),
          ]),
      ...(versions === undefined
        ? []
        : [
            mapping({ name: 'promote', container: container(['python', versions, 'promote', '--apply']) }),
            mapping({ name: 'verify', container: container(['python', versions, 'verify']) }),
            mapping({ name: 'rollback', container: container(['python', versions, 'rollback', '--apply']) }),
          ]),
    ],
  });
}
