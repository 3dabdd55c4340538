// Puts the rules' pages and the version into the command line, and keeps the pages' index in step with the list of rules.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { RULES } from '../server/src/core/rules/index.ts';
import { ruleIndex } from './lib/rule-index.ts';

const OUT = 'server/src/main/cli/generated';
const INDEX = 'docs/rules/README.md';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const pages = RULES.map(({ id }) => [id, `docs/rules/${id}.md`] as const).filter(([, file]) => existsSync(file));
const documents = Object.fromEntries(pages.map(([id, file]) => [id, readFileSync(file, 'utf8')]));
mkdirSync(OUT, { recursive: true });
writeFileSync(
  `${OUT}/rule-documents.js`,
  `export const VERSION = ${JSON.stringify(version)};\nexport const RULE_DOCUMENTS = ${JSON.stringify(documents, null, 2)};\n`,
);
writeFileSync(
  `${OUT}/rule-documents.d.ts`,
  '/** Version of the extension. */\nexport declare const VERSION: string;\n/** Pages of docs/rules by rule id, in Markdown. */\nexport declare const RULE_DOCUMENTS: Readonly<Record<string, string>>;\n',
);

const index = ruleIndex(RULES);
if (!existsSync(INDEX) || readFileSync(INDEX, 'utf8') !== index) writeFileSync(INDEX, index);
