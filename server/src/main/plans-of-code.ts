import path from 'node:path';
import { splitSymbol } from '../core/workspace-facts.ts';
import type { IndexedPlan } from './plans/workspace-plans.ts';
import type { Workspace } from './workspace.ts';

/** Where the plans of a file name the code at `code`: which of them, and the function or class. */
export async function namesOf(
  workspace: Workspace,
  plan: IndexedPlan,
  code: string,
): Promise<{ readonly index: number; readonly symbol: string | undefined }[]> {
  const names: { index: number; symbol: string | undefined }[] = [];
  for (const [index, document] of plan.summary.documents.entries()) {
    for (const reference of document.paths) {
      if (!/^spec\.model\.trainingCode(?:\.|$)/.test(reference.at)) continue;
      if ((await workspace.locate(plan.path, reference))?.path !== code) continue;
      names.push({ index, symbol: splitSymbol(reference.text).symbol });
    }
  }
  return names;
}

/** Whether a plan answers for the code at `code`: it names the file, for whatever, or a file that imports it. */
export async function isAnswered(
  workspace: Workspace,
  plans: readonly IndexedPlan[],
  code: string,
  isCancelled: () => boolean,
): Promise<boolean> {
  const root = workspace.rootOf(code);
  for (const { path: file, summary } of plans) {
    if (isCancelled()) return true;
    const facts = await workspace.facts(file, { paths: summary.documents.flatMap(({ paths }) => paths) });
    for (const fact of facts.values()) {
      if (fact.state !== 'file') continue;
      if (fact.location === code) return true;
      if (fact.imports?.some((name) => leadsTo(name, fact.location, code, root))) return true;
    }
  }
  return false;
}

/** Whether what `importer` imports as `name` is the file at `code`: a module, or something of one. */
function leadsTo(name: string, importer: string, code: string, root: string): boolean {
  const dots = /^\.*/.exec(name)?.[0].length ?? 0;
  const parts = name.slice(dots).split('.');
  const module = code.replace(/(?:[\\/]__init__)?\.py$/, '');
  const last = path.basename(module);
  if (!parts.slice(-2).includes(last)) return false;
  const own = path.dirname(importer);
  const folders = dots > 0 ? [path.join(own, ...Array.from({ length: dots - 1 }, () => '..'))] : foldersUpTo(own, root);
  return folders.some((folder) =>
    [parts, parts.slice(0, -1)].some((names) => names.length > 0 && path.join(folder, ...names) === module),
  );
}

/** Where Python may look: a script's own folder, those above it, and their `src`. */
function foldersUpTo(folder: string, root: string): string[] {
  const folders: string[] = [];
  for (let at = folder; ; at = path.dirname(at)) {
    folders.push(at, path.join(at, 'src'));
    if (at === root || at === path.dirname(at)) return folders;
  }
}
