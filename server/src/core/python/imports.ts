import { pythonCode } from './code.ts';
import { ALIASES } from './frameworks.ts';
import { childrenOf, parsePython, type PythonNode } from './tree.ts';

/** What the imports of a file make of its names. */
export interface Imports {
  /** A name, and the dotted name of what it stands for; of the file's own package it begins with a dot. */
  readonly names: ReadonlyMap<string, string>;
  /** Dotted names of all that is imported. */
  readonly all: readonly string[];
  /** Modules of which everything is imported. */
  readonly stars: readonly string[];
}

/** Reads import statements, wherever in the file they stand. */
export function importsOf(text: string, statements: readonly PythonNode[]): Imports {
  const names = new Map<string, string>();
  const all: string[] = [];
  const stars: string[] = [];
  const bind = (name: string, path: string): void => {
    if (!names.has(name)) names.set(name, path);
    all.push(path);
  };
  for (const statement of statements) {
    const words = childrenOf(statement).map(({ from, to }) => text.slice(from, to));
    const isFrom = words[0] === 'from';
    const keyword = words.indexOf('import');
    if (keyword < 0) continue;
    const module = isFrom ? words.slice(1, keyword).join('') : '';
    for (const item of split(words.slice(keyword + 1).filter((word) => word !== '(' && word !== ')'))) {
      const as = item.indexOf('as');
      const alias = as < 0 ? undefined : item[as + 1];
      const name = (as < 0 ? item : item.slice(0, as)).join('');
      if (name === '') continue;
      if (name === '*') {
        stars.push(usual(module));
        all.push(usual(module));
      } else if (isFrom) bind(alias ?? name, usual(`${module.replace(/\.$/, '')}.${name}`));
      else if (alias !== undefined) bind(alias, usual(name));
      else {
        const [first = ''] = name.split('.');
        bind(first, first);
        all.push(usual(name));
      }
    }
  }
  return { names, all, stars };
}

/** Dotted names of all that a Python file imports, as it writes them; of its own package they begin with dots. */
export function importedNames(text: string): readonly string[] {
  const statements: PythonNode[] = [];
  parsePython(text)
    ?.cursor()
    .iterate(({ name, node }) => {
      if (name === 'ImportStatement') statements.push(node);
    });
  const { all, stars } = importsOf(text, statements);
  return [...new Set([...all, ...stars])];
}

/** Whether a Python file imports a module, or something of it. Many files are asked, so none is parsed for it. */
export function imports(text: string, module: string): boolean {
  if (!text.includes(module)) return false;
  const statement = `^[ \\t]*(?:import[ \\t]+(?:[^\\n]*,[ \\t]*)?|from[ \\t]+)${module}(?![\\w])`;
  return new RegExp(statement, 'm').test(pythonCode(text));
}

/** A dotted name with the part that has other names as it is usually called. */
export function usual(path: string): string {
  for (const [name, other] of ALIASES)
    if (path === name || path.startsWith(`${name}.`)) return other + path.slice(name.length);
  return path;
}

/** Words between commas. */
function split(words: readonly string[]): string[][] {
  const items: string[][] = [[]];
  for (const word of words) {
    if (word === ',') items.push([]);
    else items.at(-1)?.push(word);
  }
  return items;
}
