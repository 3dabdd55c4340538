/** How sure it is that a check is met, from the weakest: the plan says so, a file shows it, a system that runs shows it. */
export type Proof = 'declared' | 'evidenced' | 'live';

/**
 * `open`: nothing answers. `failing`: something contradicts. `waived`: contradicted or open, and allowed for until a day;
 * `expired`: that day is over. `last-seen`: a system has shown it and cannot be asked now.
 */
export type CheckState = 'open' | 'failing' | 'expired' | 'waived' | 'not-needed' | 'last-seen' | Proof;

export type AreaId =
  | 'business-metric'
  | 'ownership'
  | 'data-pipelines'
  | 'feature-store'
  | 'monitoring'
  | 'dashboards'
  | 'alerting'
  | 'retraining'
  | 'feedback-loop'
  | 'rollback'
  | 'cost-latency'
  | 'model-card';

/** From nothing but an idea to shown by running systems; what each asks is in docs/readiness.md. */
export type LevelName = 'Prototype' | 'Declared' | 'Instrumented' | 'Operated' | 'Proven';

/** One check as it stands. Plain data. */
export interface CheckView {
  /** `area/name`. */
  readonly id: string;
  readonly title: string;
  /** Why it matters. */
  readonly why: string;
  readonly state: CheckState;
  /** The strongest proof there can be of it in this plan. */
  readonly reach: Proof;
  /** What shows it, or what lacks. */
  readonly says: string;
  /** A plan without it is a prototype. */
  readonly required: boolean;
  /** Keys and indices to where the plan answers, or should. */
  readonly path: readonly (string | number)[];
  /** The file that shows it, as the plan names it. */
  readonly file?: string;
  /** When a system showed it last; milliseconds since the epoch. */
  readonly seenAt?: number;
  /** Findings that stand against it; their quick fixes mend it. */
  readonly rules: readonly string[];
  /** Points of the score that it would bring when met as far as it can be. */
  readonly gain: number;
  /** About how long that takes, in minutes. */
  readonly minutes: number;
}

export interface AreaView {
  readonly id: AreaId;
  readonly title: string;
  /** Of the checks that apply, those that are met in some way. */
  readonly met: number;
  readonly count: number;
  readonly state: 'met' | 'attention' | 'failing' | 'not-needed';
  readonly checks: readonly CheckView[];
}

export type TestStatus = 'automated' | 'manual' | 'open' | 'unseen';

/** One of the 28 tests of the ML Test Score (Breck et al. 2017). */
export interface TestView {
  /** `infra-7`. */
  readonly id: string;
  readonly title: string;
  /** `unseen`: nothing of a plan, its files or sources can tell; say it under spec.evidence. */
  readonly status: TestStatus;
  readonly says: string;
}

export interface TestScoreView {
  /** The least of the sections: 0.5 for what is done by hand, 1 for what is automated. */
  readonly score: number;
  /** What the authors call that score. */
  readonly meaning: string;
  readonly sections: readonly {
    readonly id: 'data' | 'model' | 'infra' | 'monitor';
    readonly title: string;
    readonly score: number;
    readonly tests: readonly TestView[];
  }[];
}

/** A check to turn to next. */
export interface NextStep {
  readonly check: string;
  readonly title: string;
  readonly gain: number;
  readonly minutes: number;
}

/** How ready the model of one plan is for production. Plain data, without credentials. */
export interface ReadinessView {
  /** metadata.displayName or metadata.name. */
  readonly title: string;
  readonly model: string;
  readonly owner?: string;
  readonly level: LevelName;
  /** 0 to 100. */
  readonly score: number;
  /** What the next level still asks, by check. */
  readonly toNextLevel: readonly string[];
  readonly areas: readonly AreaView[];
  readonly testScore: TestScoreView;
  /** The most gain for the least time first. */
  readonly nextSteps: readonly NextStep[];
  /** Whether data sources were asked; without, nothing can be shown live. */
  readonly isLive: boolean;
}

export interface ReadinessChange {
  /** Points since then. */
  readonly score: number;
  readonly better: readonly string[];
  readonly worse: readonly string[];
}

/** How a model stood at a commit, by its plan and files alone. */
export interface PastReadiness {
  readonly commit: string;
  /** When it was committed; milliseconds since the epoch. */
  readonly time: number;
  /** First line of the commit's message. */
  readonly subject: string;
  readonly level: LevelName;
  readonly score: number;
}

/** What is otherwise than at a commit. Without `was` there was no such plan. */
export interface ReadinessSince extends Partial<ReadinessChange> {
  readonly commit: string;
  readonly time: number;
  readonly was?: Pick<PastReadiness, 'level' | 'score'>;
}
