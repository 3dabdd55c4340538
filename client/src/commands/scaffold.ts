import { commands, Uri, window } from 'vscode';
import {
  SCAFFOLD_CHANGES_REQUEST,
  STOP_MANAGING_REQUEST,
  type ScaffoldChangesParams,
  type ScaffoldChangesResult,
  type ScaffoldFile,
  type ScaffoldResult,
  type StopManagingParams,
} from '../../../server/src/protocol/scaffold.ts';
import { applyChanges, undoChanges } from '../made/apply.ts';
import { asked, planFor, previewOf, targetsOf } from '../made/ask.ts';
import { chooseTargets } from '../made/choose-targets.ts';
import { showDifferences } from '../made/compare.ts';
import { reviewFiles } from '../made/review.ts';
import { shownTexts } from '../made/shown-texts.ts';
import { unsavedTexts } from '../made/unsaved.ts';
import { canChange, countOf, leftToDo } from '../made/words.ts';
import { plain } from '../plain.ts';
import type { ServerControl } from '../server.ts';
import type { CommandHost } from './host.ts';

const TITLES = {
  create: 'Create Configuration from Plan',
  regenerate: 'Regenerate Files of Plan',
  compare: 'Compare Files with Plan',
  stop: 'Stop Managing Files of Plan',
} as const;

/** Asks what to make of a plan, shows it, and writes what is wanted of it. */
export async function createConfiguration({ server }: CommandHost, target: unknown): Promise<void> {
  const plan = await planFor(server, uriOf(target), TITLES.create);
  const offered = plan && (await targetsOf(server, plan));
  const targets = offered && (await chooseTargets(offered.targets, meantBy(target)));
  if (plan && targets) await make(server, plan, targets, TITLES.create);
}

/** Makes the files of a plan anew that were made before. */
export async function regenerate({ server }: CommandHost, target: unknown): Promise<void> {
  const plan = await planFor(server, uriOf(target), TITLES.regenerate);
  if (plan) await make(server, plan, undefined, TITLES.regenerate);
}

/** Shows where files are not as their plan has them. */
export async function compareMade({ server }: CommandHost, target: unknown): Promise<void> {
  const plan = await planFor(server, uriOf(target), TITLES.compare);
  const preview = plan && (await previewOf(server, plan, undefined));
  if (!preview || hasNone(preview)) return;
  const differing = preview.files.flatMap((file): ScaffoldFile[] => {
    const { rendered } = file;
    if (rendered !== undefined) return [{ ...file, after: rendered }];
    return canChange(file) ? [file] : [];
  });
  if (differing.length > 0) await showDifferences(TITLES.compare, differing);
  else
    void window.showInformationMessage(
      `${countOf(preview.files.length, 'file is', 'files are')} as the plan has them.`,
    );
}

/** Asks which files are not to be looked after any more. They stay as they are. */
export async function stopManaging({ server }: CommandHost, target: unknown): Promise<void> {
  const plan = await planFor(server, uriOf(target), TITLES.stop);
  const preview = plan && (await previewOf(server, plan, undefined));
  if (!preview || hasNone(preview)) return;
  const items = preview.files
    .filter(({ isOurs }) => isOurs)
    .map(({ path, target: made }) => ({ label: plain(path), description: made, path, picked: true }));
  const chosen = await window.showQuickPick(items, {
    title: TITLES.stop,
    placeHolder: 'They stay as they are, and do not follow the plan any more',
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (!chosen || chosen.length === 0) return;
  const params: StopManagingParams = {
    uri: plan.toString(),
    unsaved: unsavedTexts(),
    files: chosen.map(({ path }) => path),
  };
  const result = await asked<ScaffoldChangesResult>(server, TITLES.stop, STOP_MANAGING_REQUEST, params);
  if (!result || !(await applied(result))) return;
  void window.showInformationMessage(
    `${countOf(chosen.length, 'file is', 'files are')} not managed any more. Create the configuration again to have them managed.`,
  );
}

async function make(
  server: ServerControl,
  plan: Uri,
  targets: readonly string[] | undefined,
  title: string,
): Promise<void> {
  const preview = await previewOf(server, plan, targets);
  if (!preview || hasNone(preview)) return;
  if (!preview.files.some(canChange)) {
    const count = preview.files.filter(({ state }) => state === 'same').length;
    await offerRest(
      `${countOf(count, 'file is', 'files are')} as the plan has them: nothing is to be written.`,
      preview,
    );
    return;
  }
  const wanted = await reviewFiles(title, preview.files);
  if (!wanted || wanted.length === 0) return;
  const params: ScaffoldChangesParams = {
    uri: plan.toString(),
    unsaved: unsavedTexts(),
    accepted: Object.fromEntries(wanted.map(({ path, after }) => [path, after ?? null])),
    ...(targets && { targets }),
  };
  const result = await asked<ScaffoldChangesResult>(server, title, SCAFFOLD_CHANGES_REQUEST, params);
  if (!result || !(await applied(result))) return;
  await offerRest(`${countOf(wanted.length, 'file was', 'files were')} written.`, preview, result);
}

/** No file was made, or none can be: says what to do. */
function hasNone(preview: ScaffoldResult): boolean {
  if (preview.files.length > 0) return false;
  if (preview.gaps.length > 0) void offerRest('Nothing can be made: the plan does not say enough.', preview);
  else
    void window.showInformationMessage(
      `Nothing was made from this plan yet. Run "Production-First: ${TITLES.create}".`,
    );
  return true;
}

async function applied({ changes }: ScaffoldChangesResult): Promise<boolean> {
  if (await applyChanges(changes)) return true;
  void window.showErrorMessage(
    'Nothing was written: a file has changed since it was shown, or cannot be written. Run the command again.',
  );
  return false;
}

/** Says what was done, with the way back and with what is left to do. */
async function offerRest(message: string, preview: ScaffoldResult, done?: ScaffoldChangesResult): Promise<void> {
  const rest = leftToDo(preview);
  const choices = [...(done ? ['Undo'] : []), ...(rest === undefined ? [] : ['What Is Left to Do'])];
  const answer = await window.showInformationMessage(message, ...choices);
  if (answer === 'Undo' && done && !(await undoChanges(done.changes)))
    void window.showErrorMessage('A file has changed since it was written. Nothing was taken back.');
  if (answer === 'What Is Left to Do' && rest !== undefined)
    await commands.executeCommand('markdown.showPreview', shownTexts.place('/What is left to do.md', '', rest));
}

/** Ids of the targets that a quick fix is about; empty: it is about none. */
function meantBy(target: unknown): readonly string[] {
  const targets = typeof target === 'object' && target !== null && 'targets' in target ? target.targets : undefined;
  return Array.isArray(targets) ? targets.filter((id) => typeof id === 'string') : [];
}

function uriOf(target: unknown): Uri | undefined {
  if (target instanceof Uri) return target;
  const uri = typeof target === 'object' && target !== null && 'uri' in target ? target.uri : undefined;
  return typeof uri === 'string' ? Uri.parse(uri) : undefined;
}
