import { decide, type Decision } from '../../core/scaffold/merge.ts';
import type { Gap, RenderedFile, Source, Target } from '../../core/scaffold/render/target.ts';
import { Files, OutputError } from './files.ts';
import { Lock } from './lock.ts';

/** A file, with what is to be done with it. */
export interface Planned {
  readonly target: string;
  /** The plan it is made from, relative to the folder of the output. */
  readonly plan: string;
  readonly file: RenderedFile;
  readonly decision: Decision | { readonly kind: 'refused'; readonly reason: string };
  /** As it stands there now; undefined: nothing does, or it is not looked at. */
  readonly current: string | undefined;
}

export interface Output {
  readonly files: readonly Planned[];
  readonly gaps: readonly (Gap & { readonly target: string })[];
  /** What a person has to see to. */
  readonly notes: readonly { readonly target: string; readonly note: string }[];
}

/** Looks what rendering plans for some targets would change below `folder`. Writes nothing. */
export async function planOutput(
  folder: string,
  sources: readonly Source[],
  targets: readonly Target[],
): Promise<Output> {
  const files = new Files(folder);
  const lock = await lockOf(files);
  const planned: Planned[] = [];
  const rendered = new Map<string, string>();
  const gaps: Output['gaps'][number][] = [];
  const notes: Output['notes'][number][] = [];
  for (const source of sources)
    for (const target of targets) {
      const made = target.render(source);
      gaps.push(...made.gaps.map((gap) => ({ ...gap, target: target.id })));
      notes.push(...(made.notes ?? []).map((note) => ({ target: target.id, note })));
      for (const file of made.files) {
        // Names differ by more than case on some disks only.
        const key = file.path.toLowerCase();
        const earlier = rendered.get(key);
        // Several targets need the same script.
        if (earlier === file.text) continue;
        const one = { target: target.id, plan: source.file, file };
        if (earlier === undefined) planned.push({ ...one, ...(await look(files, lock, file)) });
        else planned.push({ ...one, current: undefined, decision: { kind: 'refused', reason: TWICE } });
        rendered.set(key, earlier ?? file.text);
      }
    }
  return { files: planned, gaps, notes };
}

const TWICE = 'two plans, or two targets, would write it differently. Give the plans different names.';

async function look(
  files: Files,
  lock: Lock,
  { path, text }: RenderedFile,
): Promise<Pick<Planned, 'decision' | 'current'>> {
  try {
    const current = await files.read(path);
    return { current, decision: decide({ base: await lock.baseOf(path), mine: current, theirs: text }) };
  } catch (error) {
    if (error instanceof OutputError)
      return { current: undefined, decision: { kind: 'refused', reason: error.message } };
    throw error;
  }
}

/**
 * Does what was planned: files of others, conflicts and what was refused are left alone.
 * @param force write over what was edited by hand in files of ours
 */
export async function writeOutput(folder: string, planned: readonly Planned[], force: boolean): Promise<void> {
  const files = new Files(folder);
  const lock = await lockOf(files);
  for (const { target, plan, file, decision } of planned) {
    const text = textOf(file, decision, force);
    if (text !== undefined) await files.write(file.path, text);
    if (text !== undefined || decision.kind === 'same') await lock.set(file.path, target, plan, file.text);
  }
  await lock.save();
}

/** What a file is to hold; undefined: it is left as it is. */
function textOf(file: RenderedFile, decision: Planned['decision'], force: boolean): string | undefined {
  if ('text' in decision) return force ? file.text : decision.text;
  return force && decision.kind === 'conflict' ? file.text : undefined;
}

async function lockOf(files: Files): Promise<Lock> {
  const lock = await Lock.read(files);
  if (!lock)
    throw new OutputError(
      '.production-first/lock.json cannot be read. Take it back from the repository, or remove it and the files it names.',
    );
  return lock;
}
