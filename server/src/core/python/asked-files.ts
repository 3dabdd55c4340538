import { LineIndex } from '../document/text.ts';
import { suppressions } from '../rules/suppress.ts';

/** The word by which comments name the hint at training code. */
export const TRAINING_HINT = 'training-code';

/** Code that trains models nobody will release: tests, examples, notebooks; and code of other people. */
const FOLDERS =
  /(?:^|\/)(?:tests?|testing|examples?|samples?|demos?|tutorials?|docs?|benchmarks?|notebooks?|site-packages|dist-packages|node_modules|vendor|third_party|\.[^/]*|venv|env|build|dist)\//i;
const FILES = /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest|setup|noxfile)\.py$/i;
/** Notebooks as scripts: Jupytext, Databricks. */
const NOTEBOOK = /^# (?:%%|Databricks notebook source|COMMAND ----------|In ?\[)/m;
const DISABLED = /^[ \t]*#[ \t]*production-first-disable-file(?:[ \t]+([\w/*, \t-]+?))?[ \t]*$/gm;

/**
 * Whether it is asked for a plan of what a Python file trains.
 * @param path from the workspace's folder, with forward slashes
 */
export const isAsked = (path: string, text: string): boolean =>
  path.endsWith('.py') && !FOLDERS.test(path) && !FILES.test(path) && !NOTEBOOK.test(text) && !isDisabled(text);

/** `# production-first-disable-file`, with or without the word. */
function isDisabled(text: string): boolean {
  if (!text.includes('production-first-disable-file')) return false;
  return [...text.matchAll(DISABLED)].some(([, names]) => names === undefined || namesHint(names.split(/[\s,]+/)));
}

/** Whether a comment above the line at `offset` switches the hint off there. */
export function isDisabledAt(text: string, offset: number): boolean {
  const lines = new LineIndex(text);
  const names = suppressions(text, lines).get(lines.position(offset).line);
  return names !== undefined && (names.length === 0 || namesHint(names));
}

const namesHint = (names: readonly string[]): boolean => names.includes(TRAINING_HINT);
