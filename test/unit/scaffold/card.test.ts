import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { check } from '../../../server/src/core/check.ts';
import { readFile } from '../../../server/src/core/document/read.ts';
import { toValue } from '../../../server/src/core/document/value.ts';
import { cardAnswers, cardQuestions } from '../../../server/src/core/scaffold/card-questions.ts';
import { inline, renderCard, type CardAnswers } from '../../../server/src/core/scaffold/card.ts';
import { NO_FACTS, type ProjectFacts } from '../../../server/src/core/scaffold/project-facts.ts';
import { Wizard } from '../../../server/src/core/scaffold/wizard.ts';

const COMPLETE: CardAnswers = {
  name: 'churn',
  summary: 'Predicts which subscribers will not renew.',
  task: 'tabular-classification',
  library: 'sklearn',
  license: 'apache-2.0',
  language: 'en',
  developer: '@acme/growth-ml',
  metrics: ['roc_auc'],
  plan: 'production-plan.yaml',
  trainingCode: 'src/train.py#train',
};

const problemsOf = (text: string) => check(readFile('huggingface-card', text), { now: 0, facts: new Map(), rules: {} });

const front = (text: string) =>
  toValue(readFile('huggingface-card', text).documents[0]?.root) as Record<string, unknown>;

test('complete answers give a card without an error', () => {
  const errors = problemsOf(renderCard(COMPLETE)).filter(({ severity }) => severity === 'error');
  assert.deepEqual(errors, []);
});

test('what was not answered is visibly open', () => {
  const text = renderCard({});
  assert.match(text, /^# TODO license: /m);
  assert.match(text, /^# Model Card for \[More Information Needed\]$/m);
  assert.deepEqual(readFile('huggingface-card', text).problems, []);
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.constantFrom('\n---\n', '\r', '\u2028---\u2028', '#', '"', ': ', '<b>', '](x)', '`', '\\', '&amp;', 'a'))
    .map((parts) => parts.join('')),
);

test('whatever the answers hold, the front matter reads back as exactly these strings', () => {
  const keys = { license: 'license', language: 'language', library: 'library_name', task: 'pipeline_tag' } as const;
  fc.assert(
    fc.property(hostile, hostile, (text, other) => {
      const given = { license: text, language: text, library: text, task: text, metrics: [text, other], name: other };
      const card = renderCard({ ...COMPLETE, ...given });
      assert.deepEqual(readFile('huggingface-card', card).problems, []);
      for (const key of Object.values(keys)) assert.equal(front(card)[key], text);
      assert.deepEqual(front(card)['metrics'], [text, other]);
    }),
    { numRuns: 300 },
  );
});

test('text in the body stays text: one line, no markup', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const shown = inline(text);
      assert.doesNotMatch(shown, /[\r\n\u2028\u2029]/);
      if (shown !== '[More Information Needed]')
        assert.doesNotMatch(shown, /(?<!\\)(?:\\\\)*[<>*_`[\]&|~]|^#|^\d+[.)]/);
    }),
  );
});

test('a hostile name adds no heading', () => {
  const headings = (text: string): number =>
    text.split(/[\r\n\u2028\u2029]/).filter((line) => /^ {0,3}#/.test(line)).length;
  const expected = headings(renderCard(COMPLETE));
  fc.assert(
    fc.property(hostile, (text) => {
      const card = renderCard({
        ...COMPLETE,
        name: text,
        summary: text,
        developer: text,
        plan: text,
        trainingCode: text,
      });
      assert.equal(headings(card), expected);
    }),
  );
});

test('what plan and code say is filled in; only the name must be answered', () => {
  const facts: ProjectFacts = {
    ...NO_FACTS,
    plans: [
      {
        path: 'production-plan.yaml',
        model: 'churn',
        task: 'tabular-classification',
        owner: '@acme/growth-ml',
        card: undefined,
        metrics: ['auc'],
      },
    ],
    trainingCode: [{ path: 'src/train.py', reference: 'src/train.py#train', library: 'sklearn' }],
  };
  const wizard = new Wizard(cardQuestions(facts));
  const likely: Record<string, string | undefined> = {};
  while (wizard.current) {
    const question = wizard.current;
    likely[question.id] = question.initial;
    assert.equal(question.required, question.id === 'name');
    assert.equal(wizard.answer(likely[question.id] ?? ''), undefined);
  }
  assert.deepEqual(
    [likely['name'], likely['task'], likely['library'], likely['developer']],
    ['churn', 'tabular-classification', 'sklearn', '@acme/growth-ml'],
  );
  const answers = cardAnswers(wizard.answers, facts);
  assert.deepEqual(answers.metrics, ['auc']);
  assert.equal(answers.plan, 'production-plan.yaml');
  const errors = problemsOf(renderCard(answers)).filter(({ severity }) => severity === 'error');
  assert.deepEqual(errors, []);
});
