import { placed } from '../conventions.ts';
import { isUrl } from '../../workspace-facts.ts';
import type { Section } from '../../plan/section.ts';
import { opInWords } from '../../rules/words.ts';
import { markdown } from '../../readiness/export/escape.ts';
import { planLabel } from '../names.ts';
import type { Gap, Rendered, Source, Target } from './target.ts';

/** How to go back, for whoever is called at night. */
export const runbook: Target = {
  id: 'runbook',
  title: 'Rollback runbook',
  makes: 'A page with who is called, what says that the model has to go, the steps back, and the record of drills.',
  area: 'rollback',
  signs: { plan: ({ spec }) => (spec.section('rollback')?.lacks('runbook') ? 'there is no runbook yet' : undefined) },
  render,
};

function render({ plan, name, file, conventions }: Source): Rendered {
  const { spec } = plan;
  const [rollback, ownership, model] = [spec.section('rollback'), spec.section('ownership'), spec.section('model')];
  const gaps: Gap[] = [];
  const ask = (path: readonly string[], message: string): void => void gaps.push({ path: ['spec', ...path], message });
  if (!rollback) {
    ask(['rollback'], 'There is no runbook without "rollback": say what to go back to, and when.');
    return { files: [], gaps };
  }
  const target = stepsBack(rollback, model);
  if (!target) ask(['rollback', 'target'], 'Say what takes over when the model is taken back: "target".');
  const owner = ownership?.text('owner');
  if (owner === undefined) ask(['ownership', 'owner'], 'Say who owns the model: "owner".');
  const lines = [
    `# Rollback of ${markdown(model?.text('name') ?? name)}`,
    `From \`${code(file)}\`.`,
    '## Who',
    list([
      ['Owner', owner],
      ['On call', ownership?.section('onCall')?.text('schedule'), ownership?.section('onCall')?.text('url')],
      ['Decides', rollback.text('approver')],
      ...(ownership?.sections('escalation') ?? []).map(
        (step) => [`After ${step.text('after') ?? '?'}`, step.text('to')] as const,
      ),
    ]),
    '## When',
    ...triggers(plan, rollback),
    ...(target ? ['## Steps', target.map((step, at) => `${at + 1}. ${step}`).join('\n')] : []),
    '## Afterwards',
    [
      '1. Write down when it began, when it was noticed, and when users had the old version again.',
      '2. Find out why the alert, the validation or the rollout did not stop it earlier.',
      `3. Record the day in the plan: \`rollback.lastDrill\`.`,
    ].join('\n'),
    '## Drills',
    [
      '| day | took | by | noticed |',
      '|---|---|---|---|',
      `| ${markdown(rollback.text('lastDrill') ?? '')} | | | |`,
    ].join('\n'),
  ];
  const path = `docs/${planLabel(name)}-rollback.md`;
  const isNamed = spec.section('rollback')?.has('runbook') === true;
  return {
    files: [{ path, text: `${lines.join('\n\n')}\n` }],
    gaps,
    notes: isNamed
      ? []
      : [`Name it in the plan, so that alerts lead to it: rollback.runbook: ${placed(conventions, path)}`],
  };
}

const code = (text: string): string => text.replaceAll(/[`\n\r]/g, "'");

function list(
  entries: readonly (readonly [label: string, text: string | undefined, url?: string | undefined])[],
): string {
  return entries
    .flatMap(([label, text, url]) => {
      if (text === undefined) return [];
      const shown = markdown(text);
      return [`- ${label}: ${url !== undefined && isUrl(url) ? `${shown} (${markdown(url)})` : shown}`];
    })
    .join('\n');
}

function triggers({ alerts, spec }: Source['plan'], rollback: Section): string[] {
  const names = rollback.texts('triggers').map(({ text }) => text);
  const rows = names.map((name) => {
    const alert = alerts.find((one) => one.name === name);
    const what = alert?.indicator ?? alert?.drift;
    if (!alert || what === undefined || alert.op === undefined || alert.threshold === undefined)
      return `- ${markdown(name)}`;
    return `- ${markdown(name)}: ${markdown(what)} is ${opInWords(alert.op)} ${alert.threshold}`;
  });
  const restore = rollback.text('timeToRestore');
  const delay = spec.section('feedbackLoop')?.text('labelDelay');
  return [
    ...(rows.length > 0 ? [rows.join('\n')] : []),
    ...(restore === undefined ? [] : [`Users have the old version again within ${markdown(restore)}.`]),
    ...(delay === undefined
      ? []
      : [`True outcomes come ${markdown(delay)} after a prediction: quality that is measured now is of before.`]),
  ];
}

/** What is done, by what takes over. Undefined where the plan does not say. */
function stepsBack(rollback: Section, model: Section | undefined): string[] | undefined {
  const name = markdown(model?.text('name') ?? 'the model');
  const version = rollback.text('version');
  const alias = model?.text('alias');
  const confirm = [
    'Read back which version answers, and ask it for one prediction.',
    'Watch the values of the triggers until they are back within their lines.',
    'Tell the channel of support that the old version serves.',
  ];
  switch (rollback.text('target')) {
    case 'previous':
      return [
        'Stop the retraining pipeline, so that it does not promote the same version again.',
        alias === undefined
          ? `Have the version of ${name} that served before serve again.`
          : `Set the alias ${markdown(alias)} of ${name} to the version that had it before.`,
        ...confirm,
      ];
    case 'version':
      return [
        'Stop the retraining pipeline, so that it does not promote the same version again.',
        `Have version ${markdown(version ?? 'that the plan names')} of ${name} serve.`,
        ...confirm,
      ];
    case 'alias':
      return [
        'Stop the retraining pipeline, so that it does not move the alias again.',
        `Set the alias of ${name} back to the version before.`,
        ...confirm,
      ];
    case 'heuristic':
      return [`Switch ${name} off, so that the rule without a model answers.`, ...confirm.slice(1)];
    case 'disable':
      return [`Switch ${name} off. Whoever used its predictions goes on without.`, ...confirm.slice(2)];
    default:
      return undefined;
  }
}
