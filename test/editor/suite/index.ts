// Runs inside the extension host: VS Code requires this module and calls run(), which rejects when a case fails.
import { ACTIVATION } from './activation.ts';
import { runCases } from './case.ts';
import { DIAGNOSTICS } from './diagnostics.ts';
import { ROBUSTNESS } from './robustness.ts';

export const run = (): Promise<void> => runCases([...ACTIVATION, ...DIAGNOSTICS, ...ROBUSTNESS]);
