import type { Span } from '../document/text.ts';

export interface PythonSymbol {
  /** `function`, `Class` or `Class.method`. */
  readonly name: string;
  readonly kind: 'function' | 'class';
  /** The name's place in the text. */
  readonly span: Span;
}

const DEFINITION = /^([ \t]*)(?:async[ \t]+)?(def|class)[ \t]+([^\W\d]\w*)/u;

/** Functions and classes a Python file defines, found by its indentation; text inside triple-quoted strings is skipped. */
export function pythonSymbols(text: string): PythonSymbol[] {
  const symbols: PythonSymbol[] = [];
  const open: { indent: number; name: string; isClass: boolean }[] = [];
  let quote: string | undefined;
  let offset = 0;
  for (const line of text.split('\n')) {
    const start = offset;
    offset += line.length + 1;
    const wasQuoted = quote !== undefined;
    quote = quoteAfter(line, quote);
    const match = wasQuoted ? null : DEFINITION.exec(line);
    if (!match) continue;
    const indent = (match[1] ?? '').replaceAll('\t', '        ').length;
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const scope = open.at(-1);
    const name = match[3] ?? '';
    const isClass = match[2] === 'class';
    // What a function defines inside itself cannot be named from outside.
    const reachable = indent === 0 ? name : scope?.isClass ? `${scope.name}.${name}` : undefined;
    if (reachable === undefined) continue;
    const at = start + match[0].length - name.length;
    symbols.push({ name: reachable, kind: isClass ? 'class' : 'function', span: { start: at, end: at + name.length } });
    open.push({ indent, name: reachable, isClass });
  }
  return symbols;
}

/** The triple quote still open behind `line`, given the one open before it. */
function quoteAfter(line: string, before: string | undefined): string | undefined {
  let quote = before;
  for (let i = 0; i < line.length; i++) {
    if (quote) {
      if (line.startsWith(quote, i)) {
        i += quote.length - 1;
        quote = undefined;
      } else if (line[i] === '\\') i++;
      continue;
    }
    const character = line[i];
    if (character === '#') return undefined;
    if (character !== '"' && character !== "'") continue;
    const triple = character.repeat(3);
    if (line.startsWith(triple, i)) {
      quote = triple;
      i += 2;
    } else {
      // An ordinary string ends on its own line.
      for (i++; i < line.length && line[i] !== character; i++) if (line[i] === '\\') i++;
    }
  }
  return quote;
}
