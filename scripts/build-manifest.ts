// Writes what package.json must repeat from the code, so that settings.json completes and explains it: rules, and systems.
import { readFileSync, writeFileSync } from 'node:fs';
import { RULE_IDS, RULES } from '../server/src/core/rules/index.ts';
import { SYSTEMS } from '../server/src/core/scaffold/conventions.ts';
import { RULE_SETTINGS } from '../server/src/protocol/settings.ts';

interface Manifest {
  contributes: { configuration: { properties: Record<string, { properties?: unknown }> } };
}

interface Conventions {
  properties: { versions: { properties: Record<string, { type: 'string' }> } };
}

const SETTING = 'productionFirst.rules';

const text = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(text) as Manifest;
const setting = manifest.contributes.configuration.properties[SETTING];
if (!setting) throw new Error(`package.json declares no ${SETTING}`);
const families = [...new Set([...RULE_IDS].map((id) => `${id.split('/')[0] ?? ''}/*`))];
const summaries = new Map(RULES.map(({ id, summary, severity }) => [id, `${summary} (${severity} by default)`]));
setting.properties = Object.fromEntries([
  ...families.map((id) => [id, { enum: RULE_SETTINGS, description: `Every rule of the family ${id.slice(0, -2)}.` }]),
  ...[...RULE_IDS].map((id) => {
    const description = summaries.get(id);
    return [id, { enum: RULE_SETTINGS, ...(description && { description }) }];
  }),
]);
const conventions = manifest.contributes.configuration.properties['productionFirst.scaffold'] as
  Conventions | undefined;
if (!conventions) throw new Error('package.json declares no productionFirst.scaffold');
conventions.properties.versions.properties = Object.fromEntries(SYSTEMS.map((system) => [system, { type: 'string' }]));
const wanted = `${JSON.stringify(manifest, null, 2)}\n`;
if (wanted !== text) writeFileSync('package.json', wanted);
