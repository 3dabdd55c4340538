import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CheckedFile } from '../../core/document/checked-file.ts';
import type { Conventions } from '../../core/scaffold/conventions.ts';
import type { Source, Target } from '../../core/scaffold/render/target.ts';
import { TARGETS } from '../../core/scaffold/render/targets.ts';
import {
  SCAFFOLD_CHANGES_REQUEST,
  SCAFFOLD_REQUEST,
  SCAFFOLD_TARGETS_REQUEST,
  STOP_MANAGING_REQUEST,
  type ScaffoldChangesParams,
  type ScaffoldChangesResult,
  type ScaffoldFile,
  type ScaffoldResult,
  type ScaffoldTargetsParams,
  type ScaffoldTargetsResult,
  type StopManagingParams,
} from '../../protocol/scaffold.ts';
import { toPath } from '../documents.ts';
import { failed } from '../failed.ts';
import type { Feature, FeatureHost } from '../feature.ts';
import { guard } from '../guard.ts';
import { checkedPlanAt } from '../live/plan-files.ts';
import { pathFrom } from '../path-from.ts';
import { Files, OutputError, type Change } from '../scaffold/files.ts';
import { Lock } from '../scaffold/lock.ts';
import { offerTargets } from '../scaffold/offer.ts';
import { outputFolder } from '../scaffold/output-folder.ts';
import { lookThrough } from '../scaffold/repository.ts';
import { changesOf, nameBeside, planOutput, type Planned } from '../scaffold/scaffold.ts';
import { sourcesIn } from '../scaffold/sources.ts';
import { signalOf } from '../signal-of.ts';

/** Files that are made from plans: which there would be, and what has to be written. The client writes, so that it can be undone. */
export const scaffolding: Feature = (host) => {
  const { connection } = host;
  const serve = (method: string, answer: (place: Place, params: Params, signal: AbortSignal) => unknown): unknown =>
    connection.onRequest(
      method,
      guard<Params, unknown>(connection.console, method, FAILED, async (params, token) => {
        try {
          return await answer(await placeOf(host, params), params, signalOf(token));
        } catch (error) {
          if (error instanceof OutputError) return failed(error.message);
          throw error;
        }
      }),
    );
  serve(SCAFFOLD_TARGETS_REQUEST, offered);
  serve(SCAFFOLD_REQUEST, previewed);
  serve(SCAFFOLD_CHANGES_REQUEST, accepted);
  serve(STOP_MANAGING_REQUEST, stopped);
  return {};
};

/** Of all these requests: each has some. */
type Params = ScaffoldTargetsParams & Partial<ScaffoldChangesParams & StopManagingParams>;

const FAILED = failed('The files could not be made. The log of the extension says more; please report it.');

/** A plan's file, and where what is made from it goes. */
interface Place {
  /** Absolute path of the plan. */
  readonly file: string;
  readonly checked: CheckedFile;
  readonly root: string;
  readonly folder: string;
  readonly files: Files;
  readonly lock: Lock;
  readonly agreed: Conventions;
  /** Of the plan, relative to the folder. */
  readonly plan: string;
}

async function placeOf(host: FeatureHost, { uri, unsaved = {} }: Params): Promise<Place> {
  if (!host.hints.isTrusted) throw new OutputError('Files are made only in a workspace that you trust.');
  const file = toPath(uri);
  if (file === undefined) throw new OutputError('This plan is not on disk yet. Save it first.');
  const checked = await checkedPlanAt(host, uri, file);
  if (typeof checked === 'string') throw new OutputError(checked);
  const texts = new Map(
    Object.entries(unsaved).flatMap(([open, text]): [string, string][] => {
      const location = toPath(open);
      return location !== undefined && typeof text === 'string' ? [[location, text]] : [];
    }),
  );
  const filesOf = (folder: string): Files => new Files(folder, texts);
  const root = host.workspace.rootOf(file);
  const folder = await outputFolder(root, file, filesOf);
  const files = filesOf(folder);
  const plan = pathFrom(folder, file);
  const lock = await Lock.read(files);
  const settings = (await host.settingsOf(uri)).scaffold;
  return { file, checked, root, folder, files, plan, lock, agreed: settings ?? lock.conventions };
}

async function sourcesAt({ file, checked, folder, agreed }: Place): Promise<readonly Source[]> {
  const error = checked.problems.find(({ severity }) => severity === 'error');
  if (error) throw new OutputError(`Mend the plan first: ${error.message}`);
  const found = await sourcesIn(checked.documents, file, folder, agreed);
  if ('problem' in found) throw new OutputError(`Nothing can be made from this plan: ${found.problem}.`);
  return found.sources;
}

async function offered(place: Place, _params: Params, signal: AbortSignal): Promise<ScaffoldTargetsResult> {
  const { root, folder, lock, plan } = place;
  const isMade = (file: string): boolean => lock.has(pathFrom(folder, path.join(root, file)));
  const repository = await lookThrough(root, isMade, signal);
  return { targets: offerTargets(await sourcesAt(place), repository, lock.madeFrom(plan)) };
}

async function previewed(place: Place, { targets }: Params): Promise<ScaffoldResult> {
  const { folder, files } = place;
  const output = await planOutput(files, await sourcesAt(place), targetsOf(place, targets));
  const titles = new Map(TARGETS.map(({ id, title }) => [id, title]));
  const titled = (id: string): string => titles.get(id) ?? id;
  return {
    folder: pathToFileURL(folder).href,
    files: await Promise.all(output.files.map((one) => shown(files, one, titled(one.target)))),
    notes: output.notes.map(({ target, note }) => ({ target: titled(target), note })),
    gaps: output.gaps.map(({ target, message }) => ({ target: titled(target), message })),
  };
}

const targetsOf = ({ lock, plan }: Place, wanted: readonly string[] | undefined): Target[] => {
  const ids = new Set(wanted ?? lock.madeFrom(plan).keys());
  return TARGETS.filter(({ id }) => ids.has(id));
};

async function shown(files: Files, planned: Planned, target: string): Promise<ScaffoldFile> {
  const { file, decision, base, current, isEdited } = planned;
  const after = afterOf(planned);
  const beside = decision.kind === 'foreign' ? await freeBeside(files, file.path) : undefined;
  const reason =
    decision.kind === 'refused'
      ? decision.reason
      : decision.kind === 'conflict'
        ? `in ${decision.places} ${decision.places === 1 ? 'place' : 'places'} both a hand and the plan changed it`
        : undefined;
  return {
    path: file.path,
    uri: uriOf(files, file.path),
    target,
    state: decision.kind,
    isOurs: base !== undefined,
    isEdited,
    ...(isEdited && planned.name !== undefined && { rendered: file.text }),
    ...(current !== undefined && { before: current }),
    ...(after !== undefined && { after }),
    ...(beside !== undefined && { beside: { path: beside, uri: uriOf(files, beside) } }),
    ...(reason !== undefined && { reason }),
  };
}

const uriOf = (files: Files, file: string): string => pathToFileURL(files.pathOf(file)).href;

function afterOf({ decision, file }: Planned): string | undefined {
  if ('text' in decision) return decision.text;
  return decision.kind === 'foreign' ? file.text : undefined;
}

/** Undefined: there is something under each of the names. */
async function freeBeside(files: Files, file: string): Promise<string | undefined> {
  for (const name of [nameBeside(file), nameBeside(nameBeside(file))])
    if ((await files.read(name)) === undefined) return name;
  return undefined;
}

async function accepted(place: Place, { targets, accepted: wanted = {} }: Params): Promise<ScaffoldChangesResult> {
  const { files } = place;
  const { files: planned } = await planOutput(files, await sourcesAt(place), targetsOf(place, targets));
  const known = new Map(Object.entries(wanted));
  const isWanted = (one: Planned): boolean => known.has(one.file.path);
  const stale = planned.find((one) => isWanted(one) && (known.get(one.file.path) ?? undefined) !== afterOf(one));
  if (stale || planned.filter(isWanted).length < known.size)
    throw new OutputError(`${stale?.file.path ?? 'A file'} has changed since it was shown. Look at the files again.`);
  const changes = await changesOf(files, planned, place.agreed, (one) => (isWanted(one) ? 'theirs' : 'leave'));
  for (const one of planned) {
    const beside = one.decision.kind === 'foreign' && isWanted(one) && (await freeBeside(files, one.file.path));
    if (typeof beside === 'string') changes.push({ path: beside, text: one.file.text });
  }
  return result(files, changes);
}

async function stopped({ files, lock }: Place, { files: names = [] }: Params): Promise<ScaffoldChangesResult> {
  for (const name of names) lock.remove(name);
  return result(files, lock.changes());
}

async function result(files: Files, changes: readonly Change[]): Promise<ScaffoldChangesResult> {
  return {
    changes: await Promise.all(
      changes.map(async ({ path: name, text }) => {
        const before = await files.read(name);
        return {
          uri: uriOf(files, name),
          ...(before !== undefined && { before }),
          ...(text !== undefined && { text }),
        };
      }),
    ),
  };
}
