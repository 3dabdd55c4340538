import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { readMarkdown } from '../../../server/src/core/document/markdown.ts';

const titles = (text: string): string[] =>
  readMarkdown(text, 0).sections.map(({ level, title, empty }) => `${level} ${title}${empty ? ' (empty)' : ''}`);

describe('headings', () => {
  test('ATX headings of all levels, with and without closing marks', () => {
    assert.deepEqual(titles('# A\n## B ##\n### C #\n###### F\n####### no\n#no\n   # D\n    # code'), [
      '1 A (empty)',
      '2 B (empty)',
      '3 C (empty)',
      '6 F',
      '1 D',
    ]);
  });

  test('Setext headings of one line and of several', () => {
    assert.deepEqual(titles('A\n===\ntext\n\nB\n  more\n---\ntext'), ['1 A', '2 B more']);
  });

  test('what is underlined but no paragraph makes no heading', () => {
    assert.deepEqual(titles('# A\n- item\n---\n> quote\n===\n| a |\n---\n\n---\n1. one\n---'), ['1 A']);
  });

  test('marks inside a title stay', () => {
    assert.deepEqual(titles('# C# and F#\n# a \\#'), ['1 C# and F# (empty)', '1 a \\# (empty)']);
  });

  test('carriage returns end lines like newlines', () => {
    assert.deepEqual(titles('# A\r\n\r\n## B\r\ntext\r\n'), ['1 A (empty)', '2 B']);
    assert.deepEqual(titles('# A\r## B\rtext'), ['1 A (empty)', '2 B']);
  });
});

describe('what counts as content', () => {
  test('comments, rules and blank lines do not', () => {
    assert.deepEqual(titles('# A\n<!-- x\n\ny -->\n***\n  \n# B\n<!-- x --> y'), ['1 A (empty)', '1 B']);
  });

  test('code, lists, tables and pictures do', () => {
    assert.deepEqual(titles('# A\n```\n```\n# B\n- x\n# C\n| a |\n# D\n![](x.png)'), ['1 A', '1 B', '1 C', '1 D']);
  });

  test('offsets point into the text', () => {
    const text = '---\na: 1\n---\n# A\n\nB\n---\ntext\n';
    const [a, b] = readMarkdown(text, 12).sections;
    assert.equal(text.slice(a?.heading.start, a?.heading.end), 'A');
    assert.equal(text.slice(a?.content.start, a?.content.end), '\n\n');
    assert.equal(text.slice(b?.heading.start, b?.heading.end), 'B');
    assert.equal(text.slice(b?.content.start, b?.content.end), '\ntext\n');
  });
});

describe('prose', () => {
  const prose = (text: string): string => readMarkdown(text, 0).prose;

  test('is blank where code and comments are', () => {
    assert.equal(prose('a `b` c\n```x\nd\n```\ne <!-- f --> g'), 'a     c\n    \n \n   \ne            g');
  });

  test('a fence closes with as many marks of the same kind', () => {
    assert.equal(prose('````\na\n```\n~~~~\n````\nb').trim(), 'b');
    assert.equal(prose('~~~\na\n```\n~~~\nb').trim(), 'b');
  });

  test('a comment in code is code, code in a comment is comment', () => {
    assert.equal(prose('`<!--` a').trim(), 'a');
    assert.equal(prose('<!-- ` --> a `').trim(), 'a `');
    assert.equal(prose('```\n<!--\n```\na').trim(), 'a');
    assert.equal(prose('<!--\n```\n-->\na').trim(), 'a');
  });

  test('backticks that never close are text', () => {
    assert.equal(prose('a ` b `` c'), 'a ` b `` c');
  });

  test('of any text is as long as it, with its line breaks where they were', () => {
    const piece = fc.constantFrom(
      '#',
      '# ',
      '`',
      '```',
      '~~~',
      '<!--',
      '-->',
      '\n',
      '\r',
      '\r\n',
      '---',
      '===',
      'a',
      ' ',
      '- ',
      '|',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.nat(5), (pieces, start) => {
        const text = `     ${pieces.join('')}`;
        const body = readMarkdown(text, start);
        assert.equal(body.prose.length, text.length);
        for (let i = 0; i < text.length; i++) {
          const character = body.prose.charAt(i);
          assert.ok(character === text.charAt(i) || (character === ' ' && !/[\r\n]/.test(text.charAt(i))));
        }
        let before = start;
        for (const { heading, content } of body.sections) {
          assert.ok(before <= heading.start && heading.start <= heading.end && heading.end <= content.start);
          assert.ok(content.start <= content.end && content.end <= text.length);
          before = content.end;
        }
      }),
      { numRuns: 500 },
    );
  });
});
