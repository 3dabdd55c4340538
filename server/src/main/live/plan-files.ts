import { kindOf } from '../../core/document/kind.ts';
import type { CheckedFile } from '../../core/document/checked-file.ts';
import { toPath } from '../documents.ts';
import { lookBackTo } from '../look-back.ts';
import type { ValidationHost } from '../validation.ts';
import type { PlanFile } from './live-plans.ts';

/** The plan at `uri` as it is open, else as it is on disk; a text says, for people, why there is none. */
export async function planFileAt(host: ValidationHost, uri: string): Promise<PlanFile | string> {
  const path = toPath(uri);
  if (path === undefined) return 'This plan is not on disk yet. Save it in the folder its files are in.';
  const plan = await checkedPlanAt(host, uri, path);
  if (typeof plan === 'string') return plan;
  const [problem] = plan.problems;
  if (plan.documents.length === 0)
    return problem ? `The plan cannot be read: ${problem.message}` : 'The plan is empty. Write its sections.';
  const settings = await host.settingsOf(uri);
  return { uri, path, documents: plan.documents, asOf: lookBackTo(settings['live.asOf']) };
}

/** The plan at `uri`, as it is open or on disk; a text says, for people, why there is none. */
export async function checkedPlanAt(host: ValidationHost, uri: string, path: string): Promise<CheckedFile | string> {
  const document = host.documents.get(uri);
  const open = host.parsed.get(document);
  if (open?.file.kind === 'production-plan') return open.file;
  if (document || kindOf(path, '') !== 'production-plan')
    return 'This file is no production plan. Open one: its name ends in production-plan.yaml.';
  if (!host.workspace.holds(path)) return 'This plan is outside the workspace. Open its folder.';
  const text = await host.workspace.readText(path, path);
  return text === undefined
    ? 'The plan cannot be read: it is missing or larger than a megabyte.'
    : host.workspace.recent.read('production-plan', path, text);
}
