import { check, waiversAt, type RuleSetting } from '../core/check.ts';
import type { Assessment } from '../core/decay/assess.ts';
import { titleOf } from '../core/decay/plan-live.ts';
import type { CheckedFile } from '../core/document/checked-file.ts';
import { kindOf } from '../core/document/kind.ts';
import { planOf } from '../core/plan/plan.ts';
import type { Problem } from '../core/problem.ts';
import { readinessOf } from '../core/readiness/readiness.ts';
import type { ReadinessView } from '../core/readiness/view.ts';
import type { WorkspaceFacts } from '../core/workspace-facts.ts';
import type { Workspace } from './workspace.ts';

export interface ReadinessRequest {
  readonly workspace: Workspace;
  /** Absolute path of the plan. */
  readonly path: string;
  readonly file: CheckedFile;
  /** How the models of the file's plans stand; undefined: nobody has asked the data sources. */
  readonly live: readonly Assessment[] | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Severities as the user sets them. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
}

/** How ready the model of each plan of a file is; undefined in the place of a document without a plan. */
export async function readinessAt(request: ReadinessRequest): Promise<(ReadinessView | undefined)[]> {
  const { workspace, path, file, live, now, rules = {} } = request;
  const files = await workspace.withRuleFiles(path, await workspace.factsOf(path, file, live));
  const problems = check(file, { now, facts: files, rules, live, keepsWaived: true });
  const views: (ReadinessView | undefined)[] = [];
  for (const [index, { root }] of file.documents.entries()) {
    const plan = planOf(root);
    const title = titleOf(root) ?? '';
    views.push(
      plan &&
        readinessOf({
          title,
          plan,
          files,
          live: live?.[index],
          card: await cardProblems(request, plan.spec.section('model')?.text('card'), files),
          now,
          problems: problems.filter(({ document }) => document === index),
          ...waiversAt(root, now),
        }),
    );
  }
  return views;
}

/** What is found in the card that a plan names; undefined where there is none that can be read. */
async function cardProblems(
  { workspace, now, rules = {} }: ReadinessRequest,
  name: string | undefined,
  files: WorkspaceFacts,
): Promise<readonly Problem[] | undefined> {
  const card = await cardAt(workspace, name, files);
  return card && check(card.file, { now, facts: await workspace.factsOf(card.location, card.file), rules });
}

/** The card that a plan names by `name`, with its absolute path; undefined where there is none that can be read. */
export async function cardAt(
  workspace: Workspace,
  name: string | undefined,
  files: WorkspaceFacts,
): Promise<{ readonly location: string; readonly file: CheckedFile } | undefined> {
  const fact = name === undefined ? undefined : files.get(name);
  if (fact?.state !== 'file') return undefined;
  const text = await workspace.readText(fact.location, fact.location);
  const kind = text === undefined ? undefined : kindOf(fact.location, text);
  if (text === undefined || !kind || kind === 'production-plan') return undefined;
  return { location: fact.location, file: workspace.recent.read(kind, fact.location, text) };
}
