import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

interface OnEnterRule {
  readonly beforeText: string;
  readonly afterText?: string;
  readonly action: { readonly indent: 'none' | 'indent'; readonly appendText?: string };
}

const configuration = JSON.parse(readFileSync('language-configuration.json', 'utf8')) as {
  onEnterRules: OnEnterRule[];
  wordPattern: string;
};

/** Where the cursor stands after Enter at the end of `line`. The first rule decides; `editor.autoIndent` is `advanced`, so nothing else does. */
function afterEnter(line: string): string {
  const indent = /^\s*/.exec(line)![0];
  const rule = configuration.onEnterRules.find(
    ({ beforeText, afterText }) => new RegExp(beforeText).test(line) && (!afterText || new RegExp(afterText).test('')),
  );
  return indent + (rule?.action.indent === 'indent' ? '  ' : '') + (rule?.action.appendText ?? '');
}

for (const [line, expected] of [
  ['spec:', '  '],
  ['  model:   # which', '    '],
  ['  description: |', '    '],
  ['  name: churn', '  '],
  ['  # a remark:', '  '],
  ['  - name: auc', '    '],
  ['  - name: auc # why', '    '],
  ['  - rules:', '      '],
  ['  - description: >-', '      '],
  ['  - src/train.py#train', '  - '],
  ['  - critical', '  - '],
  ['  - "a: b"', '  - '],
  ['  - {name: auc}', '  '],
  ['  - url: http://localhost', '    '],
] as const)
  test(`Enter behind ${JSON.stringify(line)}`, () => {
    assert.equal(afterEnter(line), expected);
  });

test('a double click selects a name with its dots and hyphens', () => {
  const word = new RegExp(configuration.wordPattern);
  for (const name of ['growth-ml-primary', 'src/train.py', 'latency_p95', '0.93', 'group']) {
    assert.equal(word.exec(name)?.[0], name);
  }
});
