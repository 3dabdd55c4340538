import type { DecayView } from '../core/panel/contract.ts';

/** Request of the client: what the recorded history says of the plan at `uri`, open or on disk. */
export const DECAY_REQUEST = 'productionFirst/decay';

export interface DecayParams {
  readonly uri: string;
}

export type DecayResult = DecayView;
