import { pythonCode } from '../python/code.ts';

/** Feature services that Python files of a Feast repository define. */
export interface FeastServices {
  readonly names: readonly string[];
  /** Every name is written out, so that one which is not there does not exist. */
  readonly complete: boolean;
}

const NAME = /^\s*(?:name\s*=\s*)?(["'])([^"'\n\\]*)\1\s*[,)]/;
const KEYWORD = /[(,]\s*name\s*=/g;

/** The feature services a Python file defines: `FeatureService(name="churn_v3", …)`. */
export function feastServices(text: string): FeastServices {
  if (!text.includes('FeatureService')) return { names: [], complete: true };
  const code = pythonCode(text);
  const names: string[] = [];
  let complete = true;
  for (const call of code.matchAll(/\bFeatureService\s*\(/g)) {
    const start = call.index + call[0].length;
    const name = NAME.exec(text.slice(start))?.[2] ?? named(text, code, start);
    if (name === undefined) complete = false;
    else names.push(name);
  }
  return { names, complete };
}

/** The `name=` argument where it is not the first. */
function named(text: string, code: string, start: number): string | undefined {
  let depth = 1;
  let end = start;
  for (; end < code.length && depth > 0; end++) {
    const character = code[end] ?? '';
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
  }
  const [match] = code.slice(start - 1, end).matchAll(KEYWORD);
  return match && NAME.exec(text.slice(start - 1 + match.index + match[0].length))?.[2];
}
