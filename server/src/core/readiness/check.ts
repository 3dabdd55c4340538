import type { Assessment } from '../decay/assess.ts';
import type { Plan } from '../plan/plan.ts';
import type { Path, Problem } from '../problem.ts';
import type { WorkspaceFacts } from '../workspace-facts.ts';
import type { AreaId, Proof } from './view.ts';

/** What checks argue from. */
export interface Facts {
  readonly plan: Plan;
  readonly files: WorkspaceFacts;
  /** How the model stands; undefined: nobody has asked the data sources. */
  readonly live: Assessment | undefined;
  /** Findings in the model's card, where it could be read. */
  readonly card: readonly Problem[] | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What a running system shows. */
export interface Sighting {
  readonly says: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The system cannot be asked now. */
  readonly isOld: boolean;
}

/** What was found for one check. */
export interface Found {
  /** Whether the plan answers. */
  readonly declared: boolean;
  /** What the plan says, or what it lacks and how to say it. */
  readonly says: string;
  /** Why the plan says that it does not apply. */
  readonly notNeeded?: string;
  /** The file that shows it, as the plan names it. */
  readonly file?: string;
  readonly live?: Sighting;
  /** A running system shows the opposite. */
  readonly contradicted?: string;
  /** Less than the check's own where this plan has nothing that could show it. */
  readonly reach?: Proof;
  /** More precise than the check's own. */
  readonly path?: Path;
}

/** One thing that a model in production has. To add one: an entry in the list of its area. */
export interface Check {
  /** Without the area. */
  readonly name: string;
  readonly title: string;
  readonly why: string;
  readonly required?: boolean;
  /** The strongest proof there can be. */
  readonly reach: Proof;
  /** Share in the score; 2 for most. */
  readonly weight: number;
  /** About how long it takes to bring about, in minutes. */
  readonly minutes: number;
  /** Findings that contradict it. */
  readonly rules: readonly string[];
  readonly path: Path;
  readonly find: (facts: Facts) => Found;
}

export interface Area {
  readonly id: AreaId;
  readonly title: string;
  readonly checks: readonly Check[];
}
