import { decide, type Decision } from '../../core/scaffold/merge.ts';
import type { Gap, RenderedFile, Source, Target } from '../../core/scaffold/render/target.ts';
import { Files, OutputError } from './files.ts';
import { Lock } from './lock.ts';

/** A file, with what is to be done with it. */
export interface Planned {
  readonly target: string;
  readonly file: RenderedFile;
  readonly decision: Decision | { readonly kind: 'refused'; readonly reason: string };
}

export interface Plan {
  readonly files: readonly Planned[];
  readonly gaps: readonly (Gap & { readonly target: string })[];
}

/** Looks what rendering a plan for some targets would change below `folder`. Writes nothing. */
export async function planOutput(folder: string, source: Source, targets: readonly Target[]): Promise<Plan> {
  const files = new Files(folder);
  const lock = await lockOf(files);
  const planned: Planned[] = [];
  const gaps: (Gap & { readonly target: string })[] = [];
  for (const target of targets) {
    const rendered = target.render(source);
    gaps.push(...rendered.gaps.map((gap) => ({ ...gap, target: target.id })));
    for (const file of rendered.files)
      planned.push({ target: target.id, file, decision: await decisionOf(files, lock, file) });
  }
  return { files: planned, gaps };
}

async function decisionOf(files: Files, lock: Lock, { path, text }: RenderedFile): Promise<Planned['decision']> {
  try {
    return decide({ base: await lock.baseOf(path), mine: await files.read(path), theirs: text });
  } catch (error) {
    if (error instanceof OutputError) return { kind: 'refused', reason: error.message };
    throw error;
  }
}

/**
 * Does what was planned: files of others, conflicts and what was refused are left alone.
 * @param force write over what was edited by hand in files of ours
 */
export async function writeOutput(
  folder: string,
  plan: string,
  planned: readonly Planned[],
  force: boolean,
): Promise<void> {
  const files = new Files(folder);
  const lock = await lockOf(files);
  for (const { target, file, decision } of planned) {
    const text =
      'text' in decision
        ? force
          ? file.text
          : decision.text
        : force && decision.kind === 'conflict'
          ? file.text
          : undefined;
    if (text !== undefined) await files.write(file.path, text);
    if (text !== undefined || decision.kind === 'same') await lock.set(file.path, target, plan, file.text);
  }
  await lock.save();
}

async function lockOf(files: Files): Promise<Lock> {
  const lock = await Lock.read(files);
  if (!lock)
    throw new OutputError(
      '.production-first/lock.json cannot be read. Take it back from the repository, or remove it and the files it names.',
    );
  return lock;
}
