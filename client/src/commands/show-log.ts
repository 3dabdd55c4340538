import type { CommandHost } from './host.ts';

/** Shows what the extension and its server logged. */
export function showLog({ log }: CommandHost): void {
  log.show(true);
}
