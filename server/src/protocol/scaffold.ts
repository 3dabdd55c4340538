/** The client's commands about files that are made from a plan; each is handed a `ScaffoldStart`. */
export const SCAFFOLD_COMMANDS = {
  create: 'productionFirst.createConfiguration',
  regenerate: 'productionFirst.regenerate',
  compare: 'productionFirst.compareMade',
  stop: 'productionFirst.stopManaging',
} as const;

export interface ScaffoldStart {
  /** Of the plan. */
  readonly uri: string;
  /** Of `create`: the targets that are meant. */
  readonly targets?: readonly string[];
}

/** Whether the client has these commands, by the options with which it starts the server. */
export const hasScaffoldCommands = (options: unknown): boolean =>
  typeof options === 'object' && options !== null && 'scaffolds' in options && options.scaffolds === true;

/** Request of the client: what the plans of a file can be rendered for. */
export const SCAFFOLD_TARGETS_REQUEST = 'productionFirst/scaffoldTargets';

export interface ScaffoldTargetsParams {
  readonly uri: string;
}

export interface OfferedTarget {
  readonly id: string;
  readonly title: string;
  /** What it makes, in a sentence. */
  readonly makes: string;
  /** The part of a production it is of. */
  readonly area: string;
  /** Why it is likely to be wanted; undefined: nothing says so. */
  readonly reason?: string;
  /** Its files were made before. */
  readonly isMade: boolean;
  /** Why nothing can be made for it. */
  readonly lacks?: string;
}

export interface ScaffoldTargetsResult {
  readonly targets: readonly OfferedTarget[];
}

/** Request of the client: what rendering would change. Nothing is written. */
export const SCAFFOLD_REQUEST = 'productionFirst/scaffold';

export interface ScaffoldParams {
  readonly uri: string;
  /** Ids; undefined: those whose files were made before. */
  readonly targets?: readonly string[];
  /** Texts that stand in the editor and not on disk yet, by URI. */
  readonly unsaved: Readonly<Record<string, string>>;
}

/**
 * `foreign`: there is a file that was not made from a plan: what the plan says can be put beside it. `conflict`: a hand and the
 * plan changed the same lines. `obsolete`: the plan does not make it any more. `refused`: it is not touched.
 */
export type ScaffoldState = 'create' | 'update' | 'merged' | 'same' | 'foreign' | 'conflict' | 'obsolete' | 'refused';

export interface ScaffoldFile {
  /** Relative to the folder that is written to. */
  readonly path: string;
  readonly uri: string;
  /** The target's title. */
  readonly target: string;
  readonly state: ScaffoldState;
  /** It was made from a plan, and its text is kept. */
  readonly isOurs: boolean;
  /** A hand changed it since. */
  readonly isEdited: boolean;
  /** As it stands; undefined: nothing does. */
  readonly before?: string;
  /** What it would hold; undefined: it would go, or stay as it is. Of a foreign one: what would be put beside it. */
  readonly after?: string;
  /** Of one that was edited by hand: what the plan alone gives. */
  readonly rendered?: string;
  /** Name, and URI, beside a foreign one. */
  readonly beside?: { readonly path: string; readonly uri: string };
  /** Why it is refused, or in how many places a conflict is, for people. */
  readonly reason?: string;
}

export interface ScaffoldResult {
  /** URI of the folder that is written to. */
  readonly folder: string;
  readonly files: readonly ScaffoldFile[];
  /** What the plan does not say, and what is left out for that. */
  readonly gaps: readonly { readonly target: string; readonly message: string }[];
  /** What a person has to see to. */
  readonly notes: readonly { readonly target: string; readonly note: string }[];
}

/** Request of the client: what has to be written for files that somebody looked at. */
export const SCAFFOLD_CHANGES_REQUEST = 'productionFirst/scaffoldChanges';

export interface ScaffoldChangesParams extends ScaffoldParams {
  /** `after` of the files, by their path; null where it was undefined. */
  readonly accepted: Readonly<Record<string, string | null>>;
}

/** Request of the client: files are not to be looked after any more. They stay as they are. */
export const STOP_MANAGING_REQUEST = 'productionFirst/stopManaging';

export interface StopManagingParams {
  readonly uri: string;
  readonly unsaved: Readonly<Record<string, string>>;
  /** Paths, as `ScaffoldFile` has them. */
  readonly files: readonly string[];
}

export interface ScaffoldChange {
  readonly uri: string;
  /** As it stands; undefined: nothing does. */
  readonly before?: string;
  /** Undefined: it goes. */
  readonly text?: string;
}

export interface ScaffoldChangesResult {
  readonly changes: readonly ScaffoldChange[];
}
