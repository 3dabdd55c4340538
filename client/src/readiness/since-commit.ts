import {
  READINESS_HISTORY_REQUEST,
  type ReadinessHistoryParams,
  type ReadinessHistoryResult,
  type ReadinessResult,
  type ReadinessSince,
} from '../../../server/src/protocol/readiness.ts';

/** What changed in plans since the last commit, asked for again when a plan stands otherwise. */
export class SinceCommit {
  private readonly request: (method: string, params: ReadinessHistoryParams) => Promise<ReadinessHistoryResult>;
  private readonly changed: () => void;
  private readonly known = new Map<string, { readonly of: ReadinessResult; told: ReadinessHistoryResult['plans'] }>();

  /** @param changed what was told before is otherwise now */
  constructor(
    request: (method: string, params: ReadinessHistoryParams) => Promise<ReadinessHistoryResult>,
    changed: () => void,
  ) {
    this.request = request;
    this.changed = changed;
  }

  /** As it is known of document `index` of a plan file; undefined: not yet, or there is no commit with that plan. */
  of(uri: string, index: number): ReadinessSince | undefined {
    return this.known.get(uri)?.told.find((plan) => plan.index === index)?.since;
  }

  /** A file of plans is looked at, and stands as `now` says. */
  look(uri: string, now: ReadinessResult): void {
    const before = this.known.get(uri);
    if (before?.of === now) return;
    const entry = { of: now, told: before?.told ?? [] };
    this.known.set(uri, entry);
    this.request(READINESS_HISTORY_REQUEST, { uri, commits: 0 }).then(
      ({ plans }) => {
        const isSame = JSON.stringify(plans) === JSON.stringify(entry.told);
        entry.told = plans;
        if (!isSame) this.changed();
      },
      // Whatever hinders git is told on the page of the model; here it is left out.
      () => undefined,
    );
  }
}
