import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const PLAN = readFileSync('test/fixtures/plans/full.production-plan.yaml', 'utf8');
const CARD = readFileSync('examples/flight-delays/MODEL_CARD.md', 'utf8');
const CODE = readFileSync('examples/flight-delays/src/train.py', 'utf8');
const TEAMS = 25;
const DAYS = 30;

/** `count` models, each in a folder with its plan, card, code, runbook and a month of recorded values; returns the plans. */
export function writeModels(root: string, count: number): string[] {
  mkdirSync(root, { recursive: true });
  const teams = Array.from({ length: TEAMS }, (_, team) => `/models/*${team}/ @acme/team-${team}\n`);
  writeFileSync(path.join(root, 'CODEOWNERS'), teams.join(''));
  return Array.from({ length: count }, (_, at) => {
    const name = `model-${at}`;
    const folder = path.join(root, 'models', name);
    const write = (file: string, text: string): void => {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    };
    write('production-plan.yaml', planOf(name, at));
    write('MODEL_CARD.md', CARD.replaceAll('late-arrival', name));
    write('src/train.py', CODE);
    write('docs/runbook.md', '# What to do\n');
    write('docs/drills.md', '# Drills\n');
    write('metrics/history.csv', historyOf(at));
    return path.join(folder, 'production-plan.yaml');
  });
}

/** Each tenth lacks an owner, each seventh has a threshold on the wrong side. */
function planOf(name: string, at: number): string {
  const named = PLAN.replace('name: churn-classifier', `name: ${name}`)
    .replace('name: churn  ', `name: ${name}  `)
    .replace('group:default/growth-ml', `"@acme/team-${at % TEAMS}"`);
  const owned = at % 10 === 0 ? named.replace(/^ {2}ownership:\n(?: {4}.*\n)+/m, '') : named;
  return at % 7 === 0 ? owned.replace('critical: 0.85', 'critical: 0.95') : owned;
}

function historyOf(at: number): string {
  const rows = Array.from({ length: DAYS }, (_, day) => {
    const date = new Date(Date.UTC(2026, 9, 1 + day)).toISOString().slice(0, 10);
    const auc = (0.9 + 0.01 * Math.sin(at + day)).toFixed(4);
    return `${date},auc,${auc}\n${date},label_rate,0.97\n`;
  });
  return `timestamp,metric,value\n${rows.join('')}`;
}
