import type { RegisteredModel, RegisteredVersion } from '../backend.ts';
import { SourceError } from '../source-error.ts';
import { shown } from './experiments.ts';
import { TAGS } from './tags.ts';
import type { Run, Tracking } from './tracking.ts';

/** The versions of a model with what the runs that made them say of their code. */
export async function readRegistry(tracking: Tracking, model: string): Promise<RegisteredModel> {
  const registered = await tracking.model(model);
  if (!registered) {
    const message = `${tracking.who} has no registered model called ${shown(model)}. Register it, or change the name of the model in the plan.`;
    throw new SourceError('not-found', message);
  }
  const ids = registered.versions.flatMap(({ runId }) => (runId ? [runId] : []));
  const runs = new Map((await tracking.runsById(ids)).map((run) => [run.id, run]));
  return {
    ...registered,
    versions: registered.versions.map((version) => withRun(version, runs.get(version.runId ?? ''))),
  };
}

function withRun(version: RegisteredVersion, run: Run | undefined): RegisteredVersion {
  // A run that still goes on, as a monitoring run does, has not ended with the training.
  const trained = run?.end ?? (run && run.start > 0 ? run.start : undefined);
  const sourceName = run?.tags.get(TAGS.sourceName);
  const commit = run?.tags.get(TAGS.commit);
  return {
    ...version,
    ...(trained !== undefined && { trained: Math.min(trained, version.created || trained) }),
    ...(sourceName && { sourceName }),
    ...(commit && { commit }),
  };
}
