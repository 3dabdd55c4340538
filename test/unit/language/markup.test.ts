import fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { marked } from 'marked';
import { code, paragraph, render } from '../../../server/src/language/hover/markup.ts';

/** Pieces that mean something to Markdown, HTML or an editor, and what can stand between them. */
const piece = fc.constantFrom(
  ...[
    '`',
    '``',
    '```',
    '[',
    ']',
    '(',
    ')',
    '![',
    '<',
    '>',
    '&',
    '&lt;',
    '\\',
    '*',
    '_',
    '~~',
    '|',
    '#',
    '-',
    '+',
    '1.',
    '=',
    '---',
  ],
  ...[
    'http://',
    'https://e.example',
    'www.e.example',
    'a@e.example',
    'command:evil',
    'javascript:x',
    'file:///x',
    'mailto:a@e.example',
  ],
  ...[
    '<img src=x onerror=y>',
    '<a href=x>',
    '<!--',
    '[x]: http://e',
    '[^1]',
    '$(alert)',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '\t',
    'a',
    '💡',
    '\uD83D',
  ],
);
const hostile = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

/** Elements a rendered hover may consist of. */
const ELEMENT = /<(?!\/?(?:p|strong|code|pre|ul|li)>)[a-z!/][^>]*>/i;

test('text from files never becomes a link, an image or HTML, wherever it stands', () => {
  fc.assert(
    fc.property(hostile, hostile, (one, other) => {
      const blocks = [
        paragraph(one, code(other), other),
        paragraph({ strong: one }, ' — ', code(one)),
        { list: [[`${other}: `, code(one)], [one]] },
        { listing: other },
      ];
      const html = marked.parse(render(blocks, 'markdown'), { async: false, gfm: true });
      assert.doesNotMatch(html, ELEMENT, html);
    }),
    { numRuns: 3_000 },
  );
});

test('what is shown is the text itself, on one line', () => {
  const text = '**a** [b](http://c) `d` <e>\n# f';
  const html = marked.parse(render([paragraph(text)], 'markdown'), { async: false });
  const shown = html
    .replace(/<\/?p>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .trim();
  assert.equal(shown, text.replace('\n', ' '));
  assert.equal(
    render([paragraph('a', code('b`c')), { list: [['d']] }, { listing: 'e\nf' }], 'plaintext'),
    'ab`c\n\n- d\n\ne\nf',
  );
});

test('a link of ours is one', () => {
  const html = marked.parse(render([paragraph({ link: 'https://e.example/x', text: 'the [page]' })], 'markdown'), {
    async: false,
  });
  assert.match(html, /<a href="https:\/\/e\.example\/x">the \[page\]<\/a>/);
});
