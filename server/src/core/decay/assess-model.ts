import type { Failure, PlanAnswers, RegistryAnswer } from './answers.ts';
import type { LivePlan } from './plan-live.ts';
import type { Marker } from './series.ts';

const MAX_MARKERS = 50;

/** Which version serves, since when it is trained, and what happened to the model. */
export interface AssessedModel {
  /** Number of the version that serves, where the plan or its registry says. */
  readonly version?: string;
  readonly trained?: {
    /** Milliseconds since the epoch. */
    readonly at: number;
    readonly from: 'plan' | 'registry';
  };
  /** Trainings, deployments and changes of the version, in order of time. */
  readonly markers: readonly Marker[];
  /** The version that has the alias of production now, as the registry says; where an alias led is not known of a day gone by. */
  readonly serving?: { readonly alias: string; readonly version: string };
  /** When what the registry says was read; milliseconds since the epoch. */
  readonly readAt?: number;
  /** The registry could not be read. */
  readonly failure?: Failure;
}

export function assessModel(
  { model, retraining }: LivePlan,
  answers: PlanAnswers,
  { now, isLookBack }: { readonly now: number; readonly isLookBack: boolean },
): AssessedModel {
  const versions = (answers.registry?.result?.versions ?? []).filter(({ created }) => !isLookBack || created <= now);
  const serving = servingVersion(model, versions);
  const version = model.version ?? serving?.version;
  const trained = trainedOf(model.trainedAt, serving);
  const markers: Marker[] = [
    ...(trained
      ? [
          {
            time: trained.at,
            kind: 'trained' as const,
            label: version === undefined ? 'trained' : `version ${version} trained`,
          },
        ]
      : []),
    ...versions.map((entry): Marker => ({ time: entry.created, kind: 'deployed', label: labelOf(entry) })),
    ...answers.series.flatMap((answer) => answer?.result?.markers ?? []),
  ];
  const failure = answers.registry?.failure;
  const alias = model.alias ?? retraining.champion;
  const aliased = isLookBack ? undefined : versions.find(({ aliases }) => aliases.some((name) => name === alias));
  const readAt = answers.registry?.fetchedAt;
  return {
    markers: distinct(markers.filter(({ time }) => !isLookBack || time <= now)).slice(-MAX_MARKERS),
    ...(version !== undefined && { version }),
    ...(trained && { trained }),
    ...(alias !== undefined && aliased && { serving: { alias, version: aliased.version } }),
    ...(readAt !== undefined && { readAt }),
    ...(failure && { failure }),
  };
}

type Version = RegistryAnswer['versions'][number];

function servingVersion({ version, alias }: LivePlan['model'], versions: readonly Version[]): Version | undefined {
  if (version !== undefined) return versions.find((entry) => entry.version === version);
  return alias === undefined ? undefined : versions.find(({ aliases }) => aliases.includes(alias));
}

/** A registry knows better than the plan; when it does not know when a version was trained, its creation is close. */
function trainedOf(trainedAt: number | undefined, serving: Version | undefined): AssessedModel['trained'] {
  if (serving) return { at: serving.trained ?? serving.created, from: 'registry' };
  return trainedAt === undefined ? undefined : { at: trainedAt, from: 'plan' };
}

const labelOf = ({ version, aliases }: Version): string =>
  aliases.length > 0 ? `version ${version} (${aliases.slice(0, 3).join(', ')})` : `version ${version}`;

/** Each event once, in order of time: several indicators tell of the same change. */
function distinct(markers: readonly Marker[]): Marker[] {
  const byEvent = new Map(markers.map((marker) => [`${marker.time} ${marker.kind} ${marker.label}`, marker]));
  return [...byEvent.values()].sort((a, b) => a.time - b.time);
}
