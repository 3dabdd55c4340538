import type { ScalarNode } from '../../document/node.ts';
import { findEntry, LISTS, type DatedList } from '../../lists/lists.ts';
import type { ListName } from '../../schema/json-schema.ts';
import { didYouMean, suggest } from '../../schema/did-you-mean.ts';
import type { Finding, RuleContext } from '../rule.ts';

export interface Listed {
  readonly node: ScalarNode;
  readonly text: string;
}

/** The non-empty texts that must be ids of the list `name`, wherever the schema says so. */
export const listed = ({ index }: RuleContext, name: ListName): Listed[] =>
  index.entries.filter(({ list, text }) => list === name && text.trim() !== '');

export interface Wording {
  /** What the entries are called: `task`. */
  readonly one: string;
  /** Whose list it is: `Hugging Face`. */
  readonly publisher: string;
  /** A sentence on what can be done where nothing similar is known. */
  readonly advice: string;
  /** Ids a person may have meant, best first, where names and spelling are not the best guide. */
  readonly meant?: (text: string, list: DatedList) => string[];
}

/** Guessing compares with every entry of a list; a file with more unknown ids than this is not mended by guesses. */
const MAX_GUESSES = 100;

/** A finding for each text that is not an id of the list, as it was on its day. */
export function* unknownEntries(entries: readonly Listed[], name: ListName, wording: Wording): Generator<Finding> {
  const list = LISTS[name];
  const guesses = new Map<string, string[]>();
  for (const { node, text } of entries) {
    if (findEntry(list, text)) continue;
    let replacements = guesses.get(text);
    if (!replacements) {
      replacements = guesses.size < MAX_GUESSES ? (wording.meant ?? nearest)(text, list) : [];
      guesses.set(text, replacements);
    }
    const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
    const hint = didYouMean(replacements) || ` ${wording.advice}`;
    const message = `The ${wording.one} "${shown}" is not in the ${wording.publisher} list of ${list.date}.${hint}`;
    const span = { start: node.start, end: node.end };
    yield replacements.length > 0 ? { span, message, data: { kind: 'replace', replacements } } : { span, message };
  }
}

/** By id, or by the name people know it under: "Apache License 2.0" is `apache-2.0`. */
export function nearest(text: string, { entries }: DatedList): string[] {
  const lower = text.toLowerCase();
  const named = entries.filter((entry) => entry.name?.toLowerCase() === lower || entry.id.toLowerCase() === lower);
  if (named.length > 0) return named.slice(0, 3).map((entry) => entry.id);
  return suggest(
    text,
    entries.map((entry) => entry.id),
  );
}
