import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { BAD_PLANS } from '../support/bad-input.ts';

/** Real files, as a start. */
const SEEDS: readonly string[] = [
  'test/fixtures/plans/full.production-plan.yaml',
  'test/fixtures/plans/small.production-plan.yaml',
  'examples/flight-delays/production-plan.yaml',
  'examples/flight-delays/MODEL_CARD.md',
].map((file) => readFileSync(file, 'utf8'));

const ODD = '\0\t\r\n\u0085\u00a0\u2028\u2029\ufeff\ufffd\ud800\udfff😀é{}[]&*!|>\'"%@`#,?:-<~';

/** Bytes as a broken disk, a wrong encoding or an attacker leaves them: `at` and `length` are shares of the text. */
export interface Damage {
  readonly seed: number;
  readonly cuts: readonly {
    readonly at: number;
    readonly length: number;
    readonly put: string;
    readonly times: number;
  }[];
}

const share = fc.double({ min: 0, max: 1, noNaN: true });

export const damage: fc.Arbitrary<Damage> = fc.record({
  seed: fc.nat({ max: SEEDS.length + BAD_PLANS.length - 1 }),
  cuts: fc.array(
    fc.record({
      at: share,
      length: fc.oneof(
        fc.constant(0),
        share.map((value) => value ** 4),
      ),
      put: fc.oneof(
        fc.constantFrom(...ODD.split(/(?:)/u)),
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.constantFrom(
          '<<: *a',
          '&a ',
          '*a',
          '--- ',
          '\n---\n',
          '- - - ',
          '? ',
          '!!binary ',
          '%YAML 9\n',
          '<script>',
          '__proto__: ',
        ),
      ),
      times: fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.nat({ max: 3_000 }) }),
    }),
    { maxLength: 6 },
  ),
});

/** Larger seeds are for a test of their own: here many are tried. */
const MOST = 20_000;

export function damaged({ seed, cuts }: Damage): string {
  let text = (SEEDS[seed] ?? BAD_PLANS[seed - SEEDS.length]?.text ?? '').slice(0, MOST);
  for (const { at, length, put, times } of cuts) {
    const start = Math.floor(at * text.length);
    text = text.slice(0, start) + put.repeat(times) + text.slice(start + Math.floor(length * text.length));
  }
  return text;
}

interface Yaml {
  readonly kind: 'scalar' | 'seq' | 'map' | 'flow-seq' | 'flow-map' | 'alias' | 'block';
  readonly text: string;
  readonly anchor: boolean;
  readonly children: readonly Yaml[];
}

const scalar = fc.oneof(
  fc.constantFrom(
    'x',
    '1',
    '0.5',
    'true',
    'null',
    '~',
    '.nan',
    '-.inf',
    '0x1f',
    '1e999',
    '2026-01-01',
    "'it''s'",
    '"a\\n\\u0041"',
    'a: b',
    '',
    '!t v',
    '- x',
    '<<',
  ),
  fc.string({ unit: 'grapheme-ascii', maxLength: 8 }).map((text) => JSON.stringify(text)),
);

const { tree } = fc.letrec<{ tree: Yaml }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.record({
      kind: fc.constantFrom('scalar' as const, 'alias' as const, 'block' as const),
      text: scalar,
      anchor: fc.boolean(),
      children: fc.constant([]),
    }),
    fc.record({
      kind: fc.constantFrom('seq' as const, 'map' as const, 'flow-seq' as const, 'flow-map' as const),
      text: fc.constant(''),
      anchor: fc.boolean(),
      children: fc.array(tie('tree'), { maxLength: 4 }),
    }),
  ),
}));

/** YAML of every construction, with anchors, aliases, tags and merge keys in all places, sound or not. */
export const yamlTexts: fc.Arbitrary<string> = tree.map((root) => written(root, 0));

function written(node: Yaml, depth: number): string {
  const anchor = node.anchor && node.kind !== 'alias' ? `&a${depth} ` : '';
  const pad = '  '.repeat(depth);
  const flow = (child: Yaml): string => written({ ...child, kind: flowKind(child) }, depth + 1);
  switch (node.kind) {
    case 'scalar':
      return `${anchor}${node.text}`;
    case 'alias':
      return `*a${Math.max(0, depth - 1)}`;
    case 'block':
      return `${anchor}|-\n${pad}  ${node.text.replaceAll('\n', ' ')}\n${pad}  more`;
    case 'flow-seq':
      return `${anchor}[${node.children.map(flow).join(', ')}]`;
    case 'flow-map':
      return `${anchor}{${node.children.map((child, index) => `k${index}: ${flow(child)}`).join(', ')}}`;
    case 'seq':
      return `${anchor}${node.children.map((child) => `\n${pad}- ${written(child, depth + 1)}`).join('')}`;
    case 'map':
      return `${anchor}${node.children.map((child, index) => `\n${pad}${KEYS[(index * 5 + depth) % KEYS.length] ?? 'k'}: ${written(child, depth + 1)}`).join('')}`;
  }
}

const KEYS = [
  'spec',
  'kind',
  'model',
  'monitoring',
  'indicators',
  '<<',
  'name',
  'waivers',
  '1',
  '? [a]',
  'alerting',
  'rules',
];

const flowKind = ({ kind }: Yaml): Yaml['kind'] =>
  kind === 'seq' ? 'flow-seq' : kind === 'map' ? 'flow-map' : kind === 'block' ? 'scalar' : kind;
