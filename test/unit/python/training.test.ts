import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { pythonCode } from '../../../server/src/core/python/code.ts';
import { findTraining } from '../../../server/src/core/python/training.ts';
import { parsePython } from '../../../server/src/core/python/tree.ts';

test('strings and comments are blanked, offsets stay', () => {
  const text = `a = "x # no"  # comment\nb = '''\n.fit(\n'''\nc = 'it\\'s'; d()\n`;
  const code = pythonCode(text);
  assert.equal(code.length, text.length);
  assert.doesNotMatch(code, /fit|comment|no|it/);
  assert.equal(code.indexOf('d()'), text.indexOf('d()'));
});

/** What stands where training begins. */
function entry(text: string): { library: string; symbol: string | undefined; at: string } | undefined {
  const found = findTraining(text);
  return found && { library: found.library, symbol: found.symbol, at: text.slice(found.span.start, found.span.end) };
}

test('the function that trains is found', () => {
  const text = `from sklearn.linear_model import LogisticRegression

def load(
    path,
):
    return read(path)

def train(data):
    """Calls model.fit(x)."""
    model = LogisticRegression()

    model.fit(data.x, data.y)
    return model

if __name__ == "__main__":
    train(load())
`;
  assert.deepEqual(entry(text), { library: 'sklearn', symbol: 'train', at: 'train' });
  assert.ok(text.slice(0, findTraining(text)!.span.start).endsWith('def '));
});

test('outside any function it is the call, or the guard around it', () => {
  const text = 'import xgboost as xgb\n\ndef load():\n    pass\n\nmodel = xgb.train(\n    {}, load())\n';
  assert.deepEqual(entry(text), { library: 'xgboost', symbol: undefined, at: 'xgb.train(' });
  const guarded = text.replace('model = xgb.train(\n    {}', 'if __name__ == "__main__":\n    xgb.train({}');
  assert.deepEqual(entry(guarded), { library: 'xgboost', symbol: undefined, at: 'if __name__ == "__main__"' });
});

test('a function called train is preferred over a helper that fits', () => {
  const helper = 'from sklearn.cluster import KMeans\ndef group(x):\n    KMeans().fit(x)\n\n';
  assert.equal(entry(helper)?.symbol, 'group');
  const text = `${helper}class Churn:\n    def train(self):\n        model = KMeans()\n        model.fit(1)\n`;
  assert.equal(entry(text)?.symbol, 'Churn.train');
});

test('what a function defines inside itself is named by that function', () => {
  const text =
    'import lightgbm as lgb\ndef main():\n    class Job:\n        def go(self):\n            lgb.train({}, 1)\n';
  assert.deepEqual(entry(text), { library: 'lightgbm', symbol: 'main', at: 'main' });
});

const SCRIPT = `import torch
from sklearn.pipeline import Pipeline
from sklearn.linear_model import LogisticRegression as LR

class Net(torch.nn.Module):
    def build(self, *, depth: int = 3, **rest) -> "Net":
        return self if (n := depth) > 2 else [m for m in rest]

def train(x, y):
    with open("f") as f, open("g") as g:
        model = Pipeline([("lr", LR(C=1.0))])
    for name, (a, b) in {"x": (1, 2)}.items():
        loss = f"{name!r}"; loss.backward(); optimizer.step()
    return model.fit(x, y)
`;

test('half-written files are read as far as they go, and never throw', () => {
  for (let end = 0; end <= SCRIPT.length; end++) {
    findTraining(SCRIPT.slice(0, end));
    // A line that somebody is typing at, in the middle of what is finished.
    findTraining(`${SCRIPT.slice(0, end)}\n${SCRIPT}`);
  }
  const junk = fc.string({
    unit: fc.constantFrom(
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      ':',
      '=',
      '.',
      '@',
      '"',
      "'",
      '\\',
      '#',
      '\n',
      '\t',
      ' ',
      'def',
      'class',
      'import',
      'from',
    ),
  });
  fc.assert(
    fc.property(fc.nat(SCRIPT.length), fc.nat(9), junk, (at, cut, text) => {
      findTraining(SCRIPT.slice(0, at) + text + SCRIPT.slice(at + cut));
    }),
    { numRuns: 200 },
  );
  assert.equal(entry(`${SCRIPT}\n\ndef later(\n`)?.symbol, 'train');
});

test('names that lead in a circle, and expressions without end, lead nowhere', () => {
  assert.equal(
    findTraining('from sklearn.svm import SVC\na = b\nb = a\na.fit(1)\ndef f():\n    return f()\nf().fit(1)\n'),
    undefined,
  );
  for (const text of ['(', 'a.', 'f(', '[', 'a = ', 'x if y else ', 'lambda: '])
    findTraining(`import sklearn.svm\n${text.repeat(20_000)}\nmodel.fit(x)\n`);
  findTraining(`import sklearn.svm\nx = a${'.b'.repeat(20_000)}.fit(1)\ny = f${'(1)'.repeat(20_000)}.fit(2)\n`);
});

test('large and hostile files take a small multiple of the time to parse them', (t) => {
  const body = SCRIPT.slice(SCRIPT.indexOf('class'));
  const large = `import sklearn.svm as s\n${body.replaceAll(/backward|model\.fit/g, 'other').repeat(600)}`;
  assert.ok(large.split('\n').length > 5_000);
  const many = `import sklearn\ndef f():\n${'  m.fit(x)\n'.repeat(10_000)}`;
  for (const text of [`${large}\nmodel.fit(x)\n`, many]) {
    const time = (run: () => unknown): number =>
      Math.min(
        ...Array.from({ length: 5 }, () => {
          const started = performance.now();
          run();
          return performance.now() - started;
        }),
      );
    const [parsing, all] = [time(() => parsePython(text)), time(() => findTraining(text))];
    t.diagnostic(`${text.length} characters: ${parsing.toFixed(1)} ms to parse, ${all.toFixed(1)} ms in all`);
    assert.ok(all < 4 * parsing, `${all.toFixed(1)} ms against ${parsing.toFixed(1)} ms`);
  }
  // Longer than anything somebody writes: not read at all.
  assert.equal(findTraining(`from sklearn.svm import SVC\nSVC().fit(1)\n${'#'.repeat(300_000)}`), undefined);
});
