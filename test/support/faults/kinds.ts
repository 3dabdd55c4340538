import type { Edit } from './edit.ts';
import type { Random } from './random.ts';
import { canVanish, consequences, type Extent, type Site } from './sites.ts';

/** A finding that a fault must give: its rule, and its place in the base plan or in the text put in. */
export interface Expected {
  readonly rule: string;
  /** Offsets into the changed text, or, with `inBase`, into the base plan. */
  readonly extent: Extent;
  readonly inBase?: boolean;
}

export interface Mistake {
  readonly edit: Edit;
  readonly expected: readonly Expected[];
}

/** A kind of mistake people make: at which places it can be made, and what it gives. */
export interface Kind {
  readonly name: string;
  /** How many of the faults, compared with other kinds. */
  readonly share: number;
  /** Undefined: this mistake cannot be made here, or would bring others along. */
  readonly make: (site: Site, context: Context) => Mistake | undefined;
}

export interface Context {
  readonly text: string;
  readonly sites: readonly Site[];
  readonly random: Random;
}

/** `extent` replaced by `text`, which is then underlined. */
function replace(extent: Extent, text: string, rule: string): Mistake {
  const end = extent.start + text.length;
  return { edit: { ...extent, text }, expected: [{ rule, extent: { start: extent.start, end } }] };
}

/** The mistake, with what follows from what stood there being gone. */
export function withConsequences(mistake: Mistake, site: Site, { sites }: Context): Mistake {
  const more = consequences(site, sites).map((finding) => ({ ...finding, inBase: true }));
  return { ...mistake, expected: [...mistake.expected, ...more] };
}

/** A wrong value of places that `accepts`; `wrong` gives it as written. */
function value(
  name: string,
  rule: string,
  share: number,
  accepts: (site: Site) => boolean,
  wrong: (site: Site, random: Random) => string | undefined,
): Kind {
  return {
    name,
    share,
    make(site, context) {
      if (!accepts(site) || !canVanish(site, context.sites)) return undefined;
      const text = wrong(site, context.random);
      return text === undefined ? undefined : withConsequences(replace(site.value, text, rule), site, context);
    },
  };
}

const format = (name: string, share: number, wrong: readonly string[]): Kind =>
  value(
    `bad ${name}`,
    'schema/format',
    share,
    ({ schema }) => schema.format === name,
    (_, random) => random.pick(wrong),
  );

const WRONG_TYPES: Readonly<Record<string, readonly string[]>> = {
  string: ['12', 'true', '[text]', '{text: 1}'],
  number: ['high', '"0.5"', '[1]'],
  integer: ['few', '1.5'],
  boolean: ['sometimes', '1'],
  array: ['nothing', '7'],
  object: ['nothing', '[nothing]'],
};

export const VALUES: readonly Kind[] = [
  value(
    'wrong type',
    'schema/wrong-type',
    13,
    ({ schema, inFlow, text }) => schema.type !== undefined && (inFlow || !text.includes('\n')),
    ({ schema }, random) => random.pick(WRONG_TYPES[schema.type ?? ''] ?? []),
  ),
  value(
    'value beside the list',
    'schema/enum',
    10,
    ({ schema }) => schema.enum !== undefined || schema.const !== undefined,
    ({ text, schema }, random) => {
      const wrong = random.misspell(text);
      return wrong && schema.enum?.includes(wrong) ? undefined : wrong;
    },
  ),
  format('duration', 5, ['30 minutes', 'P7D', '1.5h', '7days', '"15"']),
  format('date', 4, ['2026-13-01', '2026-02-30', '01/06/2026', 'yesterday']),
  format('cron', 2, ['"0 25 * * *"', '"0 3 * *"', '"@daily"', '"61 * * * *"']),
  format('uri', 3, ['example.com/churn', '/d/churn', '"https://"']),
  format('rfc1123-label', 1, ['Churn_Classifier', '-churn']),
  format('backstage-ref', 2, ['the growth team', '"@growth-ml"', '"group:"']),
  value(
    'number out of range',
    'schema/range',
    5,
    ({ schema }) => schema.minimum !== undefined || schema.maximum !== undefined,
    ({ schema }, random) => {
      const wrong = [schema.minimum, schema.maximum].flatMap((bound, index) =>
        bound === undefined ? [] : [String(bound + (index === 0 ? -1 : 1))],
      );
      return random.pick(wrong);
    },
  ),
  value(
    'missing file',
    'file/missing',
    6,
    ({ schema, scalar }) => schema['x-path'] !== undefined && !scalar?.includes('#'),
    ({ text }) => (text.includes('*') ? 'metrics/*.parquet' : text.replace(/(\w)(\.\w+)+$/, '$1_old$2')),
  ),
  value(
    'path outside the workspace',
    'file/outside-workspace',
    3,
    ({ schema }) => schema['x-path'] !== undefined,
    (_, random) => random.pick(['../../elsewhere/file.md', '/etc/hostname', 'docs/../../file.md']),
  ),
  value(
    'inline credential',
    'secret/inline-credential',
    5,
    ({ schema, path }) =>
      schema.type === 'string' &&
      (schema.format === 'uri' || ['labelSource', 'address', 'query'].includes(String(path.at(-1)))),
    ({ schema }, random) =>
      random.pick(
        schema.format === 'uri'
          ? ['https://ada:correct-horse@example.com/x', '"https://example.com/?access_token=abcdef123456"']
          : [
              `ghp_${'a1B2'.repeat(9)}`,
              `hf_${'xYz9'.repeat(8)}`,
              '"AKIAABCDEFGHIJKLMNOP"',
              '"Bearer abcdefghijklmnop1234"',
            ],
      ),
  ),
  value(
    'expired waiver',
    'waiver/expired',
    1,
    ({ path }) => path[1] === 'waivers' && path.at(-1) === 'expires',
    () => '2020-02-29',
  ),
  value(
    'waiver of an unknown rule',
    'waiver/unknown-rule',
    1,
    ({ path }) => path[1] === 'waivers' && path.at(-1) === 'rule',
    () => 'feedback/coverage-unmonitord',
  ),
];

const REFERENCE_RULES: Readonly<Record<string, string>> = {
  dataSource: 'reference/unknown-data-source',
  indicator: 'reference/unknown-indicator',
  alert: 'reference/unknown-alert',
  notificationTarget: 'reference/unknown-notification-target',
  driftColumn: 'reference/unknown-drift-column',
};

/** One kind per sort of name, so that each sort is among the hundred. */
export const REFERENCES: readonly Kind[] = Object.entries(REFERENCE_RULES).map(([kind, rule]) =>
  value(
    `unknown ${kind}`,
    rule,
    kind === 'indicator' ? 4 : 2,
    ({ schema }) => [schema['x-refers'] ?? []].flat()[0] === kind,
    ({ text }, random) => random.misspell(text),
  ),
);
