import { applyEdit, moved, rangeOf } from './edit.ts';
import type { Range } from '../../../server/src/core/document/text.ts';
import { REFERENCES, VALUES, type Kind, type Mistake } from './kinds.ts';
import { Random } from './random.ts';
import { nameOf, sitesOf } from './sites.ts';
import { STRUCTURE } from './structure.ts';
import { SYNTAX } from './syntax.ts';

/** A plan with one mistake in it, and what must be found. */
export interface Fault {
  readonly kind: string;
  /** Kind and place, e.g. `mistyped key at spec.cost.budget: …`. */
  readonly name: string;
  readonly text: string;
  /** In the order of the text. */
  readonly expected: readonly { readonly rule: string; readonly range: Range }[];
}

const KINDS: readonly Kind[] = [...STRUCTURE, ...VALUES, ...REFERENCES, ...SYNTAX];
const SHARES = KINDS.reduce((sum, { share }) => sum + share, 0);

/**
 * Plans with a single mistake each, made from a plan without any; every kind of mistake is among a hundred of them.
 * The same base, count and seed give the same faults.
 */
export function makeFaults(base: string, count: number, seed: number): Fault[] {
  const random = new Random(seed);
  const sites = sitesOf(base);
  const context = { text: base, sites, random };
  const faults = new Map<string, Fault>();
  const spare: Fault[] = [];
  for (const kind of KINDS) {
    const made = random.shuffle(sites).flatMap((site) => {
      const mistake = kind.make(site, context);
      return mistake ? [toFault(base, kind.name, nameOf(site), mistake)] : [];
    });
    if (made.length === 0) throw new Error(`no place for the mistake "${kind.name}"`);
    const wanted = Math.max(1, Math.floor((kind.share * count) / SHARES));
    for (const fault of made.slice(0, wanted)) faults.set(fault.text, fault);
    spare.push(...made.slice(wanted));
  }
  if (faults.size > count) throw new Error(`${count} faults are too few to show every kind of mistake`);
  for (const fault of random.shuffle(spare)) if (faults.size < count) faults.set(fault.text, fault);
  return random.shuffle([...faults.values()]);
}

function toFault(base: string, kind: string, place: string, { edit, expected }: Mistake): Fault {
  const text = applyEdit(base, edit);
  const found = expected
    .map(({ rule, extent, inBase }) => ({ rule, extent: inBase ? moved(extent, edit) : extent }))
    .sort((a, b) => a.extent.start - b.extent.start)
    .map(({ rule, extent }) => ({ rule, range: rangeOf(text, extent) }));
  return { kind, name: `${kind} at ${place}: ${JSON.stringify(edit.text.slice(0, 40))}`, text, expected: found };
}
