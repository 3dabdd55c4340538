import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { before, test } from 'node:test';
import { ensureCodeServer } from '../../scripts/lib/code-server.ts';

/** The parts used of vscode-textmate, which comes with the editor and colours text there. */
interface TextMate {
  readonly INITIAL: unknown;
  readonly parseRawGrammar: (text: string, file: string) => unknown;
  readonly Registry: new (options: object) => { loadGrammar: (scope: string) => Promise<Grammar> };
}
interface Grammar {
  tokenizeLine(line: string, state: unknown): { tokens: Token[]; ruleStack: unknown };
}
interface Token {
  readonly startIndex: number;
  readonly endIndex: number;
  readonly scopes: readonly string[];
}
interface Oniguruma {
  readonly loadWASM: (data: ArrayBuffer) => Promise<void>;
  readonly OnigScanner: new (sources: string[]) => unknown;
  readonly OnigString: new (text: string) => unknown;
}

const PLAN = `# production-first-disable-next-line file/missing, card/*
apiVersion: production-first/v1
spec:
  model:
    card: spec
  alerting:
    rules: [{name: a, for: 1d}]
    description: 3 of 30 days
  retraining:
    schedule: "0 3 1 * *" # monthly
    cron: 0 3 * * mon
`;

let grammar: Grammar;
let initial: unknown;

before(async () => {
  const root = path.join(path.dirname((await ensureCodeServer()).vscodeServer), '..');
  const require = createRequire(path.join(root, 'package.json'));
  const textmate = require('vscode-textmate') as TextMate;
  const oniguruma = require('vscode-oniguruma') as Oniguruma;
  await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')).buffer);
  const files = [
    ...globSync(path.join(root, 'extensions/yaml/syntaxes/*.json')),
    'syntaxes/production-plan.tmLanguage.json',
  ];
  const texts = new Map(
    files.map((file) => {
      const text = readFileSync(file, 'utf8');
      return [(JSON.parse(text) as { scopeName: string }).scopeName, text];
    }),
  );
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources: string[]) => new oniguruma.OnigScanner(sources),
      createOnigString: (text: string) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scope: string) => {
      const text = texts.get(scope);
      return Promise.resolve(text === undefined ? null : textmate.parseRawGrammar(text, `${scope}.json`));
    },
  });
  grammar = await registry.loadGrammar('source.production-plan');
  initial = textmate.INITIAL;
});

/** Each piece of `text` with its scopes, as one string each. */
function colour(text: string): { piece: string; line: string; scopes: string }[] {
  let state = initial;
  return text.split('\n').flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      piece: line.slice(startIndex, endIndex),
      line,
      scopes: scopes.join(' '),
    }));
  });
}

const marked = (scope: string): string[] =>
  colour(PLAN).flatMap(({ piece, scopes }) => (scopes.includes(scope) ? [piece] : []));

test('no part of a valid plan is coloured as invalid', () => {
  const full = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');
  const invalid = colour(full).filter(({ scopes }) => scopes.includes('invalid'));
  assert.deepEqual(invalid, []);
});

test('sections stand out, their names elsewhere do not', () => {
  const sections = ['apiVersion', 'spec', 'model', 'alerting', 'retraining'];
  assert.deepEqual(marked('entity.name.type.section'), sections);
});

test('durations and schedules are values of their own', () => {
  assert.deepEqual(marked('constant.numeric.duration'), ['1d']);
  assert.deepEqual(marked('constant.other.cron'), ['0 3 1 * *', '0 3 * * mon']);
});

test('a comment that switches rules off shows the rules', () => {
  assert.deepEqual(marked('keyword.control.directive'), ['production-first-disable-next-line']);
  assert.deepEqual(marked('variable.parameter.rule'), ['file/missing, card/*']);
});
