import type { PageMessage } from '../../server/src/core/panel/contract.ts';
import type { PaintQueue } from './charts/paint-queue.ts';
import type { Palette } from './theme.ts';
import type { TimeAxis } from './time-axis.ts';

/** What every part of the page may use. */
export interface PanelContext {
  readonly axis: TimeAxis;
  readonly queue: PaintQueue;
  readonly post: (message: PageMessage) => void;
  /** Reads a short text aloud; said once, and the last one counts. */
  readonly announce: (text: string) => void;
  readonly palette: () => Palette;
}
