/** What a plan says, as Python code. */
export type Literal = string | number | boolean | undefined | readonly Literal[] | { readonly [key: string]: Literal };

const INDENT = '    ';

/** A literal that Python reads back as this value: ASCII only, nothing in it ends the literal. Lists and mappings go over several lines. */
function pythonLiteral(value: Literal, indent = ''): string {
  if (value === undefined) return 'None';
  if (typeof value === 'string') return pythonString(value);
  if (typeof value === 'number') return pythonNumber(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  const inner = indent + INDENT;
  const block = (open: string, lines: readonly string[], close: string): string =>
    lines.length === 0
      ? open + close
      : `${open}\n${lines.map((line) => `${inner}${line},\n`).join('')}${indent}${close}`;
  if (Array.isArray(value))
    return block(
      '[',
      (value as readonly Literal[]).map((one) => pythonLiteral(one, inner)),
      ']',
    );
  const entries = Object.entries(value as Readonly<Record<string, Literal>>);
  return block(
    '{',
    entries.map(([key, one]) => `${pythonString(key)}: ${pythonLiteral(one, inner)}`),
    '}',
  );
}

export function pythonString(text: string): string {
  const characters = (text.toWellFormed().match(/./gsu) ?? []).map((character) => {
    if (character === '"' || character === '\\') return `\\${character}`;
    if (character === '\n') return '\\n';
    if (/^[\x20-\x7e]$/.test(character)) return character;
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return `"${characters.join('')}"`;
}

const pythonNumber = (value: number): string =>
  Number.isFinite(value) ? String(value) : Number.isNaN(value) ? 'float("nan")' : `float("${value > 0 ? '' : '-'}inf")`;

/** A module: a docstring, imports, what the plan says as constants, and the code that is the same for every plan. */
export function pythonModule(parts: {
  readonly doc: string;
  readonly imports: string;
  readonly constants: Readonly<Record<string, Literal>>;
  readonly code: string;
}): string {
  const constants = Object.entries(parts.constants).map(([name, value]) => `${name} = ${pythonLiteral(value)}\n`);
  return `${parts.doc.trim()}\n\n${parts.imports.trim()}\n\n# What the production plan says.\n${constants.join('')}\n\n${parts.code.trim()}\n`;
}

/** A function that reads a table with pandas; needs pathlib and pandas as pd. */
export const READ_TABLE = `def read(path: str) -> pd.DataFrame:
    """The table in a file, by the ending of its name."""
    readers = {".parquet": pd.read_parquet, ".csv": pd.read_csv}
    ending = pathlib.Path(path).suffix.lower()
    if ending in (".jsonl", ".ndjson"):
        return pd.read_json(path, lines=True)
    if ending not in readers:
        raise ValueError(f"{path} is no .parquet, .csv or .jsonl")
    return readers[ending](path)`;
