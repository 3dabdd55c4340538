import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { recorded } from '../bench/record.ts';

const page = readFileSync('docs/performance.md', 'utf8');
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
const part = (name: string): string => {
  const [, text = ''] = new RegExp(`<!-- ${name}: start -->([\\s\\S]*)<!-- ${name}: end -->`).exec(page) ?? [];
  return text;
};
const rowsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );

test('each recorded ratio meets its aim, or the page says why not', () => {
  const rows = rowsOf(part('figures')).filter(([first]) => first !== 'measured');
  const withAim = rows.filter((row) => row[4]?.startsWith('≤'));
  assert.ok(withAim.length > 20, `${withAim.length} aims`);
  const missed = withAim.filter(
    (row) => row[4]?.endsWith('missed') || Number(row[3]) > Number.parseFloat(row[4]?.slice(1) ?? ''),
  );
  const [, excuses = ''] = page.split('## Aims that are missed');
  const silent = missed.filter(([what = '']) => !excuses.includes(`**${what.replace(/ \((?:ms|MiB|kB)\)$/, '')}**`));
  assert.deepEqual(silent, []);
  assert.ok(missed.length < withAim.length / 8, `${missed.length} of ${withAim.length} aims are missed`);
});

test('the ratios of this version are recorded, each of the figures above', () => {
  const [head = [], ...rows] = rowsOf(part('ratios'));
  const column = head.indexOf(version);
  assert.ok(column > 0, `no column ${version}`);
  const known = new Map(rows.map((row) => [row[0], row[column]]));
  for (const [what = '', , , ratio = ''] of rowsOf(part('figures')).filter(([first]) => first !== 'measured'))
    if (ratio !== '') assert.equal(known.get(what.replace(/ \((?:ms|MiB|kB)\)$/, '')), ratio, what);
});

test('a further version is a further column, a second run of one takes its place', () => {
  const blank = '<!-- figures: start --><!-- figures: end --><!-- ratios: start --><!-- ratios: end -->';
  const row = (what: string, ours: number) => ({
    what,
    unit: 'ms' as const,
    ours: [ours],
    yardstick: { name: 'y', samples: [10] },
  });
  const first = recorded(blank, { version: '1.0.0', figures: 'A', rows: [row('a', 5), row('b', 1)] });
  const second = recorded(first, { version: '1.1.0', figures: 'B', rows: [row('a', 4), row('c', 2)] });
  const again = recorded(second, { version: '1.1.0', figures: 'B', rows: [row('a', 3), row('c', 2)] });
  assert.deepEqual(rowsOf(again.slice(again.indexOf('ratios: start'))), [
    ['ratio of', '1.0.0', '1.1.0'],
    ['a', '0.500', '0.300'],
    ['c', '', '0.200'],
    ['b', '0.100', ''],
  ]);
});
