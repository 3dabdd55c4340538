import type { CheckedFile } from '../../document/checked-file.ts';
import type { Plan } from '../../plan/plan.ts';
import type { ReadinessView } from '../view.ts';

/** What a report about one model is written from. */
export interface ReportSource {
  /** The plan's file, as people know it. */
  readonly file: string;
  readonly view: ReadinessView;
  readonly plan: Plan;
  /** The card that the plan names, where it can be read. */
  readonly card: CheckedFile | undefined;
}
