import { didYouMean, suggest } from '../../schema/did-you-mean.ts';
import { splitSymbol } from '../../workspace-facts.ts';
import { PLAN, type Rule } from '../rule.ts';

export const symbolNotFound: Rule = {
  id: 'file/symbol-not-found',
  severity: 'warning',
  kinds: PLAN,
  summary: 'Every function or class named behind # is defined in its file.',
  *check({ index, facts, text: source }) {
    for (const text of index.files.keys()) {
      const { path, symbol } = splitSymbol(text);
      const fact = facts.get(path);
      if (!symbol || fact?.state !== 'file' || !fact.symbols || fact.symbols.includes(symbol)) continue;
      const replacements = suggest(symbol, fact.symbols);
      const message = `"${path}" defines no function or class named "${symbol}".${didYouMean(replacements)}`;
      for (const { kind, node } of index.pathsTo(text)) {
        if (kind !== 'file-symbol') continue;
        const hash = source.slice(node.start, node.end).indexOf('#');
        const start = node.start + hash + 1;
        const span = { start, end: start + symbol.length };
        yield replacements.length > 0 ? { span, message, data: { kind: 'replace', replacements } } : { span, message };
      }
    }
  },
};
