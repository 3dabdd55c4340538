import { findEntry, type DatedList } from '../../lists/lists.ts';
import { CARD, type Rule } from '../rule.ts';
import { listed, unknownEntries, type Listed } from './unknown-entry.ts';

const WORDING = {
  one: 'language',
  publisher: 'Hugging Face',
  advice: 'Use an ISO 639 code such as "en", or "code" or "multilingual".',
  meant,
};

export const unknownLanguage: Rule = {
  id: 'card/unknown-language',
  severity: 'warning',
  kinds: CARD,
  summary: 'Every language is an ISO 639 code, "code" or "multilingual".',
  *check(context) {
    const entries = listed(context, 'languages');
    const isFalse = ({ text, node }: Listed): boolean => text === 'no' && node.style === 'plain';
    for (const { node } of entries.filter(isFalse)) {
      const message = 'Tools that read YAML 1.1, such as PyYAML, take no for "false". Put it in quotes.';
      yield { span: { start: node.start, end: node.end }, message, data: { kind: 'quote' } };
    }
    yield* unknownEntries(entries, 'languages', WORDING);
  },
};

/**
 * The code of a language written as its name ("English"), in capitals, or with a region ("pt-BR"). Nearness of
 * spelling says nothing here: almost every combination of three letters is some language's code.
 */
function meant(text: string, list: DatedList): string[] {
  const lower = text.toLowerCase();
  const named = list.entries.filter((entry) => entry.name?.toLowerCase() === lower);
  const shortest = named.toSorted((a, b) => a.id.length - b.id.length)[0];
  if (shortest) return [shortest.id];
  const primary = lower.split(/[-_]/)[0] ?? '';
  return findEntry(list, primary) ? [primary] : [];
}
