import { kindOf } from '../core/document/kind.ts';

/** Language id of production plans. Cards keep markdown, yaml or json. */
export const PLAN_LANGUAGE = 'production-plan';

/** Globs of the files that are ours by name, for the editor; `kindOf` has the last word. */
export const PATTERNS = {
  plan: '**/{production-plan,*.production-plan}.{yaml,yml}',
  card: '**/{MODEL_CARD,model_card,model-card,MODELCARD,modelcard,ModelCard}.md',
  readme: '**/{README,Readme,readme}.md',
  toolkitCard: '**/{model-card,*.model-card}.{yaml,yml,json}',
} as const;

const [CREATED, CHANGED, DELETED] = [1, 2, 4];

/**
 * What the server is told of files on disk, as LSP's file-system watchers. A plan may name any file, so each that
 * comes or goes counts; of contents, only what is read: plans, cards, Python files, workflows, rules of alerts, recorded
 * histories, who owns what, and what is made from plans.
 */
export const WATCHERS: { globPattern: string; kind: number }[] = [
  { globPattern: '**/*', kind: CREATED | DELETED },
  ...['**/*.{md,yml,yaml,json}', '**/*.{py,pyi,sql}', '**/CODEOWNERS', '**/*.{csv,jsonl,ndjson,parquet}'].map(
    (globPattern) => ({ globPattern, kind: CHANGED }),
  ),
];

/** Whether an open document is one the server answers for. */
export function isOurs(languageId: string, fileName: string, text: () => string): boolean {
  if (languageId === PLAN_LANGUAGE) return true;
  // Only a name that can be ours makes it worth fetching the text.
  return /\.(?:md|ya?ml|json)$/i.test(fileName) && kindOf(fileName, text()) !== undefined;
}
