import type { LineIndex } from '../document/text.ts';
import type { Problem } from '../problem.ts';

/** `# production-first-disable-next-line rule, rule` in YAML, the same in `<!-- … -->` in Markdown. */
const COMMENT =
  /^[ \t]*(?:#|<!--)[ \t]*production-first-disable-next-line(?:[ \t]+([\w/*, \t-]+?))?[ \t]*(?:-->)?[ \t]*$/gm;

/** Rules switched off, by the line on which they are; an empty list stands for all rules. */
export function suppressions(text: string, lines: LineIndex): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, readonly string[]>();
  if (!text.includes('production-first-disable-next-line')) return found;
  for (const match of text.matchAll(COMMENT)) {
    const rules = (match[1] ?? '').split(/[\s,]+/).filter((rule) => rule !== '');
    found.set(lines.position(match.index + match[0].length).line + 1, rules);
  }
  return found;
}

/** Whether a comment above the problem's line switches its rule off. What makes a file unreadable stays. */
export function isSuppressed(problem: Problem, lines: LineIndex, off: ReadonlyMap<number, readonly string[]>): boolean {
  if (off.size === 0 || problem.rule.startsWith('syntax/')) return false;
  const rules = off.get(lines.position(problem.span.start).line);
  return (
    rules !== undefined &&
    (rules.length === 0 || rules.includes(problem.rule) || rules.includes(familyOf(problem.rule)))
  );
}

const families = new Map<string, string>();

/** As settings and comments name it: `card/*`. Each check asks for each rule. */
export function familyOf(rule: string): string {
  const known = families.get(rule) ?? `${rule.slice(0, rule.indexOf('/'))}/*`;
  families.set(rule, known);
  return known;
}
