import { ratioOf, type Row } from './report.ts';

export interface Recording {
  readonly version: string;
  /** Markdown. */
  readonly figures: string;
  readonly rows: readonly Row[];
}

/** The page with its figures replaced, and the ratios of a version as a column of their own; one of an earlier run of the version goes. */
export function recorded(page: string, { version, figures, rows }: Recording): string {
  const ratios = new Map(
    rows.flatMap((row) => {
      const ratio = ratioOf(row);
      return ratio === undefined ? [] : [[row.what, ratio.toFixed(3)] as const];
    }),
  );
  const withFigures = between(page, 'figures', figures);
  return between(withFigures, 'ratios', withColumn(tableIn(withFigures), version, ratios));
}

const mark = (name: string, side: string): string => `<!-- ${name}: ${side} -->`;

function between(page: string, name: string, text: string): string {
  const [start, end] = [mark(name, 'start'), mark(name, 'end')];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page has no ${start} … ${end}`);
  return `${page.slice(0, from + start.length)}\n\n${text.trim()}\n\n${page.slice(to)}`;
}

type Table = readonly (readonly string[])[];

function tableIn(page: string): Table {
  const text = page.slice(page.indexOf(mark('ratios', 'start')), page.indexOf(mark('ratios', 'end')));
  const lines = text.split('\n').filter((line) => line.startsWith('|') && !/^\|[-|]+\|$/.test(line));
  const cells = lines.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
  return cells.length > 0 ? cells : [['ratio of']];
}

function withColumn([head = [], ...rows]: Table, version: string, ratios: ReadonlyMap<string, string>): string {
  const old = head.indexOf(version);
  const versions = head.filter((_, at) => at > 0 && at !== old);
  const known = new Map(rows.map((row) => [row[0] ?? '', row.filter((_, at) => at > 0 && at !== old)]));
  const names = [...new Set([...ratios.keys(), ...known.keys()])];
  // What is no longer measured stays with the versions that measured it.
  const body = names.flatMap((name) => {
    const cells = known.get(name) ?? versions.map(() => '');
    const row = [name, ...cells, ratios.get(name) ?? ''];
    return row.slice(1).some((cell) => cell !== '') ? [row] : [];
  });
  const lines = [['ratio of', ...versions, version], ['', ...versions, version].map(() => '---'), ...body];
  return lines
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
    .replaceAll('| --- ', '|---')
    .replaceAll('--- |', '---|');
}
