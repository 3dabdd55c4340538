import { mayTrain } from '../core/python/may-train.ts';

/** Notification of the client: somebody said that the workspace is trusted. */
export const TRUSTED = 'productionFirst/trusted';

/** The client's command that creates a plan, from a `PlanStart` where it is handed one. */
export const CREATE_PLAN = 'productionFirst.createPlan';

/** Among the options with which the client starts the server. */
export interface HintOptions {
  /** Whether the workspace is trusted; a client that knows no trust leaves it out. */
  readonly isTrusted: boolean;
  /** Whether it has the command CREATE_PLAN. */
  readonly createsPlans: boolean;
}

/** What CREATE_PLAN is handed. */
export interface PlanStart {
  /** URI of the workspace's folder that the plan is for. */
  readonly folder: string;
  /** `path` or `path#symbol`, from that folder. */
  readonly trainingCode: string;
}

/** Options as the client sends them, whatever that is. */
export function readHintOptions(received: unknown): HintOptions {
  const given: Readonly<Record<string, unknown>> =
    typeof received === 'object' && received !== null ? (received as Record<string, unknown>) : {};
  return { isTrusted: given['isTrusted'] !== false, createsPlans: given['createsPlans'] === true };
}

/** Longer files are no code that somebody wrote. */
const MAX_TEXT = 300_000;

/** Whether a Python file may be pointed out; only the server reads it. */
export const mayBeHinted = (text: string): boolean => text.length <= MAX_TEXT && mayTrain(text);
