import { isWaivable } from '../../core/check.ts';
import type { CheckedFile } from '../../core/document/checked-file.ts';
import { RULE_IDS, RULES } from '../../core/rules/index.ts';
import type { Scene, Suggestion } from './context.ts';
import { optional } from './keys.ts';
import { written } from './values.ts';

const SUMMARIES = new Map(RULES.map((rule) => [rule.id, rule.summary]));
const DIRECTIVE = 'production-first-disable-next-line';

function suggestion(id: string, lines: readonly string[], order: number): Suggestion {
  return { label: id, kind: 'rule', lines, rank: order, ...optional('documentation', SUMMARIES.get(id)) };
}

/** Rules a waiver can name. */
export function suggestWaivedRules(scene: Scene): Suggestion[] {
  const { path, role } = scene.place;
  const isWaiver = path[0] === 'spec' && path[1] === 'waivers' && path[3] === 'rule' && path.length === 4;
  if (role !== 'value' || !isWaiver || scene.file.kind !== 'production-plan') return [];
  return waivableRules().map((id) => suggestion(id, [written(scene, id)], 0));
}

function waivableRules(): string[] {
  return [...RULE_IDS].filter(isWaivable);
}

/** What a comment that begins at `start` may go on with: the directive, then the rules it switches off. */
export function suggestInComment(
  file: CheckedFile,
  start: number,
  offset: number,
): { start: number; suggestions: Suggestion[] } | undefined {
  const before = file.text.slice(start, offset);
  const rules = new RegExp(`^(?:#|<!--)[ \\t]*${DIRECTIVE}[ \\t]+(.*)$`).exec(before);
  if (rules) {
    const listed = (rules[1] ?? '').split(/[\s,]+/);
    const typed = listed.at(-1) ?? '';
    const known = new Set(listed.slice(0, -1));
    const ids = [...RULE_IDS].filter((id) => !id.startsWith('syntax/') && !known.has(id));
    return { start: offset - typed.length, suggestions: ids.map((id) => suggestion(id, [id], 0)) };
  }
  const word = /^(?:#|<!--)[ \t]*([\w-]*)$/.exec(before)?.[1];
  // An editor asks at every key; prose in a comment is not to be interrupted.
  if (word === undefined || word === '' || !DIRECTIVE.startsWith(word)) return undefined;
  const directive: Suggestion = {
    label: DIRECTIVE,
    kind: 'snippet',
    lines: [`${DIRECTIVE} $1`],
    detail: 'switch rules off for the next line',
    rank: 0,
    again: true,
  };
  return { start: offset - word.length, suggestions: [directive] };
}
