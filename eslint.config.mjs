import tseslint from 'typescript-eslint';

/** Import zones (docs/architecture.md): what a layer must not reach for, and why. */
const zone = (files, forbidden, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: forbidden, message }] }] },
});
const NOT_CORE = 'vscode($|-languageserver(/|$)|-languageclient)|node:|vscode-languageserver-protocol|chart\\.js';

export default tseslint.config(
  {
    ignores: [
      'dist/',
      '.tsbuild/',
      '.cache/',
      'test-results/',
      '**/generated/',
      'examples/',
      'node_modules/',
      '**/.venv/',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        // One program for all files: what a layer may use is for `tsc -b` to say, with a program for each.
        project: 'tsconfig.all.json',
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      // A fifth of the time of all, for enums, which there are none of, and for objects that stand for an editor's class in tests.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true, boolean: true } }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['test', 'describe', 'it', 'suite'], package: 'node:test' },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Named exports only: a name is found everywhere by one search.',
        },
        { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that defines it.' },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      // Taking a key out of an object is how one is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      eqeqeq: 'error',
      'no-console': 'off',
    },
  },
  zone(
    ['server/src/core/**'],
    `^(${NOT_CORE})|/(language|backends|protocol|main|client|webview)/`,
    'core is pure: no I/O, no editor, no layer above it.',
  ),
  zone(
    ['server/src/language/**'],
    '^(vscode($|-languageserver(/|$)|-languageclient)|node:)|/(backends|main|client|webview)/',
    'language turns core into LSP types; wiring and I/O are main’s.',
  ),
  zone(
    ['server/src/backends/**'],
    '^(vscode|node:)|/(language|protocol|main|client|webview)/',
    'A backend gets network and files as arguments; it knows core only.',
  ),
  {
    files: ['server/src/backends/**'],
    ignores: ['server/src/backends/file/{csv,parquet,parquet-page}.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(vscode|node:)|/(language|protocol|main|client|webview)/',
              message: 'A backend gets network and files as arguments; it knows core only.',
            },
            {
              regex: '^(papaparse|hyparquet)',
              message: 'Only backends/file/csv.ts imports papaparse, only backends/file/parquet*.ts hyparquet.',
            },
          ],
        },
      ],
    },
  },
  zone(
    ['server/src/protocol/**'],
    '^(vscode|node:)|/(language|main|client|webview)/|/backends/(?!backend|http|source-error)',
    'protocol is shared by server and client: types and defaults only.',
  ),
  zone(
    ['server/src/main/**'],
    '^vscode($|-languageclient)|/(client|webview)/',
    'The server does not know the editor’s API.',
  ),
  zone(
    ['client/**'],
    'server/src/(language|main)/|server/src/backends/(?!fetch-http|origin|source-error)|server/src/core/(?!panel/|problem|scaffold/|readiness/export/)',
    'The client is a thin shell: protocol, panel contract, the page about readiness, problem and the one HTTP function only.',
  ),
  zone(
    ['webview/**'],
    '^(vscode|node:)|/(language|backends|main|client|protocol)/',
    'The webview is a projection of the panel’s view-model.',
  ),
  {
    files: ['server/src/core/**'],
    ignores: [
      'server/src/core/document/{parse,write}.ts',
      'server/src/core/schema/compiled.ts',
      'server/src/core/promql/read.ts',
      'server/src/core/python/tree.ts',
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(${NOT_CORE})|/(language|backends|protocol|main|client|webview)/`,
              message: 'core is pure: no I/O, no editor, no layer above it.',
            },
            {
              regex: '^(yaml|ajv|@prometheus-io/lezer-promql|@lezer)(/|$)',
              message:
                'Only document/parse.ts and write.ts import yaml, only schema/compiled.ts ajv, only promql/read.ts and python/tree.ts grammars.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['server/src/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Map', property: 'groupBy', message: 'The command line runs on Node 20: core/group-by.ts.' },
        { object: 'Object', property: 'groupBy', message: 'The command line runs on Node 20: core/group-by.ts.' },
      ],
    },
  },
  {
    files: ['test/**', 'scripts/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['**/*.mjs', '**/*.js'], ...tseslint.configs.disableTypeChecked },
  { files: ['eslint.config.mjs'], rules: { 'no-restricted-syntax': 'off' } },
);
