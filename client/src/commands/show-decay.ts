import { Uri } from 'vscode';
import { choosePlan } from '../live/choose-plan.ts';
import type { CommandHost } from './host.ts';

/** Shows how a plan's models decay: of `resource` where it is a plan, else of the one that is meant. */
export async function showDecay({ panels, server }: CommandHost, resource?: unknown): Promise<void> {
  // The title of a Python file's editor has a button too, and hands over that file.
  const isPlan = resource instanceof Uri && /\.ya?ml$/i.test(resource.path);
  const plan = isPlan ? resource : await choosePlan(server, 'Show Model Decay');
  if (plan) await panels.show(plan);
}
