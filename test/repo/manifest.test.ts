import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { COMMANDS } from '../../client/src/commands/index.ts';
import { kindOf } from '../../server/src/core/document/kind.ts';
import { RULE_IDS } from '../../server/src/core/rules/index.ts';
import { PATTERNS, PLAN_LANGUAGE } from '../../server/src/protocol/documents.ts';
import {
  CLIENT_SETTINGS,
  DEFAULT_SETTINGS,
  RULE_SETTINGS,
  SETTINGS_SECTION,
} from '../../server/src/protocol/settings.ts';

interface Setting {
  readonly default: unknown;
  readonly additionalProperties?: boolean;
  readonly properties?: Record<string, { enum: string[] }>;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { supported: string; restrictedConfigurations: string[] } };
  readonly contributes: {
    readonly languages: readonly { id: string; filenames: string[]; extensions: string[] }[];
    readonly commands: readonly { command: string; title: string; category?: string; enablement?: string }[];
    readonly configuration: { readonly properties: Record<string, Setting> };
    readonly menus: Record<string, readonly { command: string }[]>;
  };
}

const text = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(text) as Manifest;
const { contributes } = manifest;
const nls = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;

test('settings and their defaults are those of the code', () => {
  const declared = Object.entries(contributes.configuration.properties).map(([key, setting]) => [key, setting.default]);
  const known = Object.entries({ ...DEFAULT_SETTINGS, ...CLIENT_SETTINGS });
  assert.deepEqual(
    Object.fromEntries(declared),
    Object.fromEntries(known.map(([key, value]) => [`${SETTINGS_SECTION}.${key}`, value])),
  );
});

test('every rule and family can be set (npm run build writes them)', () => {
  const setting = contributes.configuration.properties[`${SETTINGS_SECTION}.rules`];
  const families = new Set([...RULE_IDS].map((id) => `${id.split('/')[0]!}/*`));
  assert.deepEqual(new Set(Object.keys(setting?.properties ?? {})), new Set([...families, ...RULE_IDS]));
  assert.equal(setting?.additionalProperties, false);
  for (const { enum: values } of Object.values(setting.properties ?? {})) assert.deepEqual(values, RULE_SETTINGS);
});

test('commands are those of the code, each with a title and the category', () => {
  assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), COMMANDS.map(({ id }) => id).sort());
  for (const { command, title, category } of contributes.commands) {
    assert.match(title, /^%.+%$/, command);
    assert.equal(category, '%command.category%', command);
  }
});

test('menus name commands that exist', () => {
  const ids = new Set(COMMANDS.map(({ id }) => id));
  const named = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command));
  assert.deepEqual(
    named.filter((command) => !ids.has(command)),
    [],
  );
  // Buttons in Markdown: `command:` links to a command of ours.
  const linked = [...JSON.stringify([manifest, nls]).matchAll(/command:(productionFirst\.\w+)/g)].map(([, id]) => id!);
  assert.deepEqual(
    linked.filter((id) => !ids.has(id)),
    [],
  );
});

test('every text key is defined, and every defined one used', () => {
  const used = new Set([...text.matchAll(/%([a-z][\w.]+)%/gi)].map(([, key]) => key!));
  assert.deepEqual([...used].sort(), Object.keys(nls).sort());
  for (const value of Object.values(nls)) assert.notEqual(value.trim(), '');
});

test('files the manifest names exist', () => {
  const named = [...text.matchAll(/"((?:\.\/)?(?:media|syntaxes)\/[^"]+|\.\/language-configuration\.json)"/g)];
  assert.ok(named.length > 5);
  for (const [, file] of named) assert.ok(existsSync(file!), file);
});

test('activation: Markdown, because a README may be a card, Python, because it may train a model, a panel that was open, and workspaces with a plan or card', () => {
  assert.deepEqual(manifest.activationEvents, [
    'onLanguage:markdown',
    'onLanguage:python',
    'onWebviewPanel:productionFirst.decay',
    ...[PATTERNS.plan, PATTERNS.card, PATTERNS.toolkitCard].map((pattern) => `workspaceContains:${pattern}`),
  ]);
});

const NAMES: readonly (readonly [name: string, pattern: keyof typeof PATTERNS | undefined])[] = [
  ['production-plan.yaml', 'plan'],
  ['production-plan.yml', 'plan'],
  ['churn.production-plan.yaml', 'plan'],
  ['a.b.production-plan.yml', 'plan'],
  ['my-production-plan.yaml', undefined],
  ['production-plan.json', undefined],
  ['production-plan.yaml.bak', undefined],
  ['MODEL_CARD.md', 'card'],
  ['model-card.md', 'card'],
  ['modelcard.md', 'card'],
  ['README.md', 'readme'],
  ['readme.md', 'readme'],
  ['CONTRIBUTING.md', undefined],
  ['model-card.yaml', 'toolkitCard'],
  ['churn.model-card.json', 'toolkitCard'],
  ['model-cards.yaml', undefined],
];

test('the globs of the editor and the names the code knows are the same', () => {
  for (const [name, expected] of NAMES) {
    const matching = Object.entries(PATTERNS).filter(([, glob]) => path.matchesGlob(`some/folder/${name}`, glob));
    assert.deepEqual(
      matching.map(([key]) => key),
      expected ? [expected] : [],
      name,
    );
    const kind = kindOf(`/some/folder/${name}`, '---\nlicense: mit\n---\n');
    assert.equal(kind !== undefined, expected !== undefined, name);
  }
});

test('the language of plans has exactly the names of plans', () => {
  const language = contributes.languages.find(({ id }) => id === PLAN_LANGUAGE);
  assert.ok(language);
  for (const [name, expected] of NAMES) {
    const isPlan: boolean = language.filenames.includes(name) || language.extensions.some((end) => name.endsWith(end));
    assert.equal(isPlan, expected === 'plan', name);
  }
});

test('in an untrusted workspace what creates files is disabled, and the workspace cannot silence rules', () => {
  const { untrustedWorkspaces } = manifest.capabilities;
  assert.equal(untrustedWorkspaces.supported, 'limited');
  assert.ok(untrustedWorkspaces.restrictedConfigurations.includes(`${SETTINGS_SECTION}.rules`));
  for (const { command, enablement } of contributes.commands) {
    if (/create|apply|write/i.test(command)) assert.equal(enablement, 'isWorkspaceTrusted', command);
  }
});
