import path from 'node:path';
import { SYSTEMS, type Conventions } from '../../core/scaffold/conventions.ts';
import { unified } from '../../core/scaffold/line-ends.ts';
import { decide, type Decision } from '../../core/scaffold/merge.ts';
import { renderTarget } from '../../core/scaffold/render/render-target.ts';
import type { Gap, RenderedFile, Source, Target } from '../../core/scaffold/render/target.ts';
import { OutputError, type Change, type Files } from './files.ts';
import { Lock } from './lock.ts';

/** A file, with what is to be done with it. */
export interface Planned {
  readonly target: string;
  /** The plan it is made from, relative to the folder of the output. */
  readonly plan: string;
  /** metadata.name of that plan; undefined: none in the file makes it any more. */
  readonly name: string | undefined;
  /** Of one that is not made any more: as it was made last. */
  readonly file: RenderedFile;
  readonly decision: Decision | { readonly kind: 'refused'; readonly reason: string };
  /** As it was made last; undefined: it is not ours. */
  readonly base: string | undefined;
  /** As it stands there now; undefined: nothing does, or it is not looked at. */
  readonly current: string | undefined;
  /** It is ours, and a hand changed it since it was made. */
  readonly isEdited: boolean;
}

export interface Output {
  readonly files: readonly Planned[];
  readonly gaps: readonly (Gap & { readonly target: string })[];
  /** What a person has to see to. */
  readonly notes: readonly { readonly target: string; readonly note: string }[];
}

/** Looks what rendering the plans of one file for some targets would change. Writes nothing. */
export async function planOutput(
  files: Files,
  sources: readonly Source[],
  targets: readonly Target[],
): Promise<Output> {
  const lock = await Lock.read(files);
  const planned: Planned[] = [];
  const rendered = new Map<string, string>();
  const gaps: Output['gaps'][number][] = [];
  const notes: Output['notes'][number][] = [];
  for (const source of sources) {
    for (const key of source.conventions.unknown ?? [])
      gaps.push({ path: ['metadata', 'annotations', key], message: unknownNote(key), target: targets[0]?.id ?? '' });
    for (const target of targets) {
      const made = renderTarget(target, source);
      gaps.push(...made.gaps.map((gap) => ({ ...gap, target: target.id })));
      notes.push(...(made.notes ?? []).map((note) => ({ target: target.id, note })));
      for (const file of made.files) {
        // Names differ by more than case on some disks only.
        const key = file.path.toLowerCase();
        const earlier = rendered.get(key);
        // Several targets need the same script.
        if (earlier === file.text) continue;
        const one = { target: target.id, plan: source.file, name: source.name, file };
        if (earlier === undefined) planned.push({ ...one, ...(await look(files, lock, file.path, file.text)) });
        else planned.push({ ...one, ...UNSEEN, decision: TWICE });
        rendered.set(key, earlier ?? file.text);
      }
    }
  }
  const plan = sources[0]?.file;
  if (plan !== undefined) planned.push(...(await obsolete(files, lock, plan, targets, rendered)));
  return { files: planned, gaps, notes };
}

const unknownNote = (key: string): string =>
  `Nothing understands the annotation "${key}". Folders are said as production-first/folder.<folder>, versions as production-first/version.<system>: ${SYSTEMS.join(', ')}.`;

/** Of a file that is not looked at. */
const UNSEEN = { base: undefined, current: undefined, isEdited: false } as const;

const TWICE = {
  kind: 'refused',
  reason: 'two plans, or two targets, would write it differently. Give the plans different names.',
} as const;

/** Files that targets made of a plan, and make no longer. */
async function obsolete(
  files: Files,
  lock: Lock,
  plan: string,
  targets: readonly Target[],
  rendered: ReadonlyMap<string, string>,
): Promise<Planned[]> {
  const planned: Planned[] = [];
  const made = lock.madeFrom(plan);
  for (const { id } of targets)
    for (const file of made.get(id) ?? []) {
      if (rendered.has(file.toLowerCase())) continue;
      const found = await look(files, lock, file, undefined);
      planned.push({ target: id, plan, name: undefined, file: { path: file, text: found.base ?? '' }, ...found });
    }
  return planned;
}

async function look(
  files: Files,
  lock: Lock,
  file: string,
  theirs: string | undefined,
): Promise<Pick<Planned, 'decision' | 'base' | 'current' | 'isEdited'>> {
  try {
    const [current, base] = [await files.read(file), await lock.baseOf(file)];
    const isEdited = base !== undefined && current !== undefined && unified(current) !== unified(base);
    return { current, base, isEdited, decision: decide({ base, mine: current, theirs }) };
  } catch (error) {
    if (error instanceof OutputError) return { ...UNSEEN, decision: { kind: 'refused', reason: error.message } };
    throw error;
  }
}

/**
 * What may be done with a file: what was planned; the same with what the plan says where a hand said otherwise, which loses
 * that; what the plan says alone, which loses every edit; or nothing.
 */
export type Choice = 'planned' | 'theirs' | 'force' | 'leave';

/**
 * What has to be written to do what was planned, with what is kept about it. Files of others are never written.
 * @param agreed by which it was rendered
 */
export async function changesOf(
  files: Files,
  planned: readonly Planned[],
  agreed: Conventions,
  choose: (one: Planned) => Choice,
): Promise<Change[]> {
  const lock = await Lock.read(files);
  lock.conventions = agreed;
  const changes: Change[] = [];
  for (const one of planned) {
    const { target, plan, name, file, decision } = one;
    const isSame = decision.kind === 'same';
    const outcome = isSame ? undefined : outcomeOf(one, choose(one));
    if (outcome) changes.push({ path: file.path, ...outcome });
    if (!outcome && !isSame) continue;
    if (name !== undefined) lock.set(file.path, target, plan, file.text);
    else if (outcome || one.current === undefined) lock.remove(file.path);
  }
  return [...changes, ...lock.changes()];
}

/** What becomes of a file; undefined: it is left as it is. */
function outcomeOf({ file, decision }: Planned, choice: Choice): Pick<Change, 'text'> | undefined {
  if (choice === 'leave') return undefined;
  switch (decision.kind) {
    case 'create':
    case 'update':
      return { text: decision.text };
    case 'merged':
      return { text: choice === 'force' ? file.text : decision.text };
    case 'conflict':
      return choice === 'planned' ? undefined : { text: choice === 'force' ? file.text : decision.text };
    case 'obsolete':
      return decision.isEdited && choice === 'planned' ? undefined : { text: undefined };
    default:
      return undefined;
  }
}

/** A name beside `file` for what the plan says, where somebody else's file is in the way. */
export function nameBeside(file: string): string {
  const { dir, name, ext } = path.posix.parse(file);
  return path.posix.join(dir, `${name}.from-plan${ext}`);
}
