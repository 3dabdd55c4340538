import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const withoutCode = (markdown: string): string => markdown.replace(/^```[^]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');

/** Targets of links and pictures, without titles. */
const linksIn = (markdown: string): string[] =>
  [...withoutCode(markdown).matchAll(/\]\(\s*<?([^\s)>]+)>?[^)]*\)/g)].map(([, target = '']) => target);

/** The anchors GitHub gives to headings. */
const anchorsIn = (markdown: string): string[] =>
  [...markdown.replace(/^```[^]*?^```$/gm, '').matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** What is wrong with a link in `file`; undefined where it leads somewhere, or to the web. */
function broken(file: string, target: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return undefined;
  const [name = '', anchor] = target.split('#');
  const linked = name === '' ? file : path.join(path.dirname(file), decodeURI(name));
  if (!existsSync(linked)) return `${file}: ${target} does not exist`;
  if (anchor === undefined || !linked.endsWith('.md')) return undefined;
  return anchorsIn(readFileSync(linked, 'utf8')).includes(anchor) ? undefined : `${file}: ${target} is no heading`;
}

test('every link in the documentation leads somewhere', () => {
  const links = globSync('docs/**/*.md').flatMap((file) =>
    linksIn(readFileSync(file, 'utf8')).map((target) => ({ file, target })),
  );
  assert.ok(links.length > 30, 'the links are found');
  assert.deepEqual(
    links.flatMap(({ file, target }) => broken(file, target) ?? []),
    [],
  );
});

test('a link that leads nowhere is told', () => {
  const file = 'docs/rules/README.md';
  assert.deepEqual(linksIn('[a](b.md#c "title") ![d](<e.png>) `[no](no)`\n```\n[no](no)\n```\n'), ['b.md#c', 'e.png']);
  assert.equal(broken(file, 'nowhere.md'), `${file}: nowhere.md does not exist`);
  assert.equal(broken(file, '#nowhere'), `${file}: #nowhere is no heading`);
  assert.equal(broken(file, '#rules'), undefined);
  assert.equal(broken(file, 'https://example.com/nowhere'), undefined);
});
