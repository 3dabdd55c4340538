import type { DecayView, RangeChoice } from '../../core/panel/contract.ts';
import { decayView } from '../decay-view.ts';
import { commandLive, readLive } from './live.ts';
import { readPlans, type PlansRead } from './read-plans.ts';

export interface DecayOptions {
  readonly cwd: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The moment that is looked back to. */
  readonly asOf: number | undefined;
  /** How much of the history is shown, in milliseconds before now or `asOf`; undefined: all. */
  readonly since: number | undefined;
  readonly environment: NodeJS.ProcessEnv;
}

export type DecayReport = PlansRead<DecayView>;

/** How the models of the plans that `paths` name stand. */
export function decayOf(paths: readonly string[], options: DecayOptions): Promise<DecayReport> {
  const { cwd, now, asOf, since, environment } = options;
  const range: RangeChoice = since === undefined ? 'all' : { from: (asOf ?? now) - since, to: asOf ?? now };
  return readPlans(paths, cwd, (workspace) => {
    const live = commandLive(workspace, environment, now);
    return async ({ file, name, plan }) => decayView(await readLive(live, file, plan, asOf, range), name, range);
  });
}
