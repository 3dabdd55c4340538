import { pathProblem } from './output-path.ts';

/** `text` as an RFC 1123 label (letters, digits and hyphens, at most 63), or undefined if nothing of it is left. */
export function toLabel(text: string | undefined): string | undefined {
  const label = (text ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 64)
    .replace(/^-+/, '')
    .slice(0, 63)
    .replace(/-+$/, '');
  return label || undefined;
}

/** What files and resources of a plan are called: a label that is a file name on every system. */
export function planLabel(name: string): string {
  const label = toLabel(name) ?? 'model';
  return pathProblem(label) === undefined ? label : `model-${label}`.slice(0, 63);
}

/** An alert's name for an indicator, in the CamelCase that Prometheus alerts have: `latency_p95` gives `LatencyP95High`. */
export function alertName(indicator: string, ending: string): string {
  const words = indicator.match(/[A-Za-z0-9]+/g) ?? ['Indicator'];
  return words.map((word) => (word[0] ?? '').toUpperCase() + word.slice(1)).join('') + ending;
}

/** A name as a comment can have it, in whatever language: printable and on one line. */
export const inComment = (name: string): string => name.replaceAll(/[^\x20-\x7e]/g, '?');

/** The first of `wanted` that is not taken; names differ by more than case, as on disks that ignore it. */
export function freeName(wanted: Iterable<string>, taken: Iterable<string>): string | undefined {
  const used = new Set([...taken].map((name) => name.toLowerCase()));
  for (const name of wanted) if (!used.has(name.toLowerCase())) return name;
  return undefined;
}

/** File names for a plan, best first: the plain one, one with the model's name, then numbered ones. */
export function* planNames(model: string | undefined): Generator<string> {
  yield 'production-plan.yaml';
  const label = toLabel(model) ?? 'model';
  yield `${label}.production-plan.yaml`;
  for (let i = 2; i < 100; i++) yield `${label}-${i}.production-plan.yaml`;
}

/** File names under which a card is known as one. */
export const CARD_NAMES: readonly string[] = ['MODEL_CARD.md', 'model-card.md', 'modelcard.md'];
