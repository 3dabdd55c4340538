import type { Plan } from '../../plan/plan.ts';
import type { Path } from '../../problem.ts';
import type { Contract } from '../contract.ts';
import type { Conventions, System } from '../conventions.ts';

/** The plan that is rendered. */
export interface Source {
  readonly plan: Plan;
  /** metadata.name. */
  readonly name: string;
  /** Its file, relative to where output goes, `/` between folders. */
  readonly file: string;
  /** The data contracts that its pipelines name and that could be read, by the paths the plan gives. */
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly conventions: Conventions;
}

export interface RenderedFile {
  /** Relative to where output goes, `/` between folders. */
  readonly path: string;
  readonly text: string;
  /** The plan itself names it: it goes nowhere else. */
  readonly isNamed?: boolean;
}

/** What the plan does not say, and what is left out for that. */
export interface Gap {
  /** Keys and indices to where the plan should say it. */
  readonly path: Path;
  readonly message: string;
}

export interface Rendered {
  readonly files: readonly RenderedFile[];
  readonly gaps: readonly Gap[];
  /** What a person has to see to before the files work: names they rely on, secrets they read. */
  readonly notes?: readonly string[];
}

/** The parts of a production that targets are of, in the order in which people are asked. */
export const AREAS = {
  monitoring: 'Monitoring',
  rollback: 'Rollback and rollout',
  retraining: 'Retraining',
  data: 'Data and feedback',
} as const;

/** What tells that a target is wanted. */
export interface Signs {
  /** Globs of files that somebody has who uses it, from the root of the repository. */
  readonly files?: readonly string[];
  /** Packages of Python that the repository requires. */
  readonly packages?: readonly string[];
  /** Kinds of Kubernetes resources. */
  readonly resources?: readonly string[];
  /** Why the plan itself asks for it, for people. */
  readonly plan?: (plan: Plan) => string | undefined;
}

/** A system that a plan is rendered for. To add one: a file with its renderer, a line in targets.ts. */
export interface Target {
  /** As the command line names it. */
  readonly id: string;
  readonly title: string;
  /** What it makes, in a sentence. */
  readonly makes: string;
  readonly area: keyof typeof AREAS;
  readonly signs: Signs;
  /** What has to read the files, and the oldest version that can. */
  readonly needs?: { readonly system: System; readonly since: string };
  /** The same plan gives the same files. Nothing is guessed: what the plan does not say is a gap, and left out. */
  readonly render: (source: Source) => Rendered;
}
