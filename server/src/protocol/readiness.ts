import type { Range } from '../core/document/text.ts';
import type { ReadinessView } from '../core/readiness/view.ts';

export type { AreaView, CheckState, CheckView, TestStatus } from '../core/readiness/view.ts';

/** How ready the models of a plan's file are, as far as this machine knows: no network is asked. */
export const READINESS_REQUEST = 'productionFirst/readiness';

export interface ReadinessParams {
  readonly uri: string;
}

export interface PlanReadiness {
  /** Which document of the file, zero-based. */
  readonly index: number;
  readonly view: ReadinessView;
  /** Where in the file a check is answered, or would be, by the check's id. */
  readonly places: Readonly<Record<string, Range>>;
}

export type ReadinessResult = readonly PlanReadiness[];
