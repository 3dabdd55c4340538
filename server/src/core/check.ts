import { nodeAt, resolve, type Node } from './document/node.ts';
import type { CheckedDocument, CheckedFile } from './document/checked-file.ts';
import { toValue, TooManyNodes, type Value } from './document/value.ts';
import type { Assessment } from './decay/assess.ts';
import { planOf } from './plan/plan.ts';
import type { Problem, Severity } from './problem.ts';
import { RULE_IDS, RULES } from './rules/index.ts';
import type { RuleContext } from './rules/rule.ts';
import { familyOf, isSuppressed, suppressions } from './rules/suppress.ts';
import { endOfDay, waiversOf } from './rules/waiver/waivers.ts';
import { SCHEMAS } from './schema/bundled.ts';
import { parseDate } from './schema/formats.ts';
import { validateSchema } from './schema/validate.ts';
import type { WorkspaceFacts } from './workspace-facts.ts';

/** A rule's severity as a user sets it. */
export type RuleSetting = Severity | 'off';

export interface CheckOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly facts: WorkspaceFacts;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** What was found of the models of the file's plans, in their order, where anybody has looked. */
  readonly live?: readonly (Assessment | undefined)[] | undefined;
  /** Give the findings that waivers silence too. */
  readonly keepsWaived?: boolean;
}

const MAX_PROBLEMS = 1_000;

/** Every finding of every rule in `file`, in the order of the text. */
export function check(file: CheckedFile, options: CheckOptions): Problem[] {
  const found: Problem[] = [...file.problems, ...emptiness(file)];
  file.documents.forEach((document, index) => {
    for (const problem of checkDocument(file, document, options, options.live?.[index]))
      found.push({ ...problem, document: index });
  });
  const off = suppressions(file.text, file.lines);
  const settled = found.flatMap((problem) => {
    if (isSuppressed(problem, file.lines, off)) return [];
    const setting = settingOf(problem.rule, options);
    if (setting === 'off') return [];
    return [setting ? { ...problem, severity: setting } : problem];
  });
  return limit(distinct(settled));
}

const settingOf = (rule: string, { rules }: CheckOptions): RuleSetting | undefined =>
  rules[rule] ?? rules[familyOf(rule)];

/** A file without content has nothing a schema could point at. */
function emptiness(file: CheckedFile): Problem[] {
  if (file.kind === 'huggingface-card' || file.problems.length > 0 || file.documents.some(({ root }) => root))
    return [];
  const needed = SCHEMAS[file.kind].schema.required ?? [];
  if (needed.length === 0) return [];
  const message = `This file is empty. It needs ${needed.join(', ')}.`;
  return [
    { rule: 'schema/missing', severity: 'error', message, span: { start: 0, end: Math.min(1, file.text.length) } },
  ];
}

function checkDocument(
  file: CheckedFile,
  document: CheckedDocument,
  options: CheckOptions,
  live: Assessment | undefined,
): Problem[] {
  let value: Value;
  try {
    value = toValue(document.root);
  } catch (error) {
    if (!(error instanceof TooManyNodes)) throw error;
    const start = document.root?.start ?? document.span.start;
    const message =
      'The aliases in this document multiply to more values than are checked. Write the values out, or use fewer aliases.';
    return [{ rule: 'syntax/limit', severity: 'error', message, span: { start, end: start + 1 } }];
  }
  const { schema, validate } = SCHEMAS[file.kind];
  const context: RuleContext = {
    kind: file.kind,
    text: file.text,
    root: document.root,
    value,
    schema,
    index: document.index,
    plan: file.kind === 'production-plan' ? planOf(document.root) : undefined,
    body: file.body,
    facts: options.facts,
    live,
    now: options.now,
    ruleIds: RULE_IDS,
  };
  // A Markdown card may have no front matter; card/missing-field says so in its own words.
  const isBare = file.kind === 'huggingface-card' && value === null;
  const problems = isBare ? [] : validateSchema(schema, validate, document.root, value);
  for (const rule of RULES) {
    if (!rule.kinds.includes(file.kind) || settingOf(rule.id, options) === 'off') continue;
    for (const finding of rule.check(context)) problems.push({ severity: rule.severity, ...finding, rule: rule.id });
  }
  return trusted(options.keepsWaived === true ? problems : withoutWaived(problems, context), document);
}

/** Findings that need no more than the place they stand at. */
const LOCAL = /^(?:schema\/(?:unknown-key|wrong-type|enum|format|range)|secret|file)\b/;

/**
 * What can be said of a document with a syntax error: only what stands in the sections in front of the one with the error.
 * The rest would be the same mistake told again, as missing sections and values of a wrong type.
 */
function trusted(problems: Problem[], { root, brokenAt }: CheckedDocument): Problem[] {
  if (brokenAt === undefined) return problems;
  const starts = [root, resolve(nodeAt(root, ['spec']))].flatMap((map) =>
    map?.kind === 'map' ? map.pairs.map((pair) => pair.key.start).filter((start) => start <= brokenAt) : [],
  );
  const sectionStart = Math.max(0, ...starts);
  return problems.filter(({ rule, span }) => span.end <= sectionStart && LOCAL.test(rule));
}

/** Families a waiver cannot silence: they make the plan unreadable, unsafe, or are about waivers themselves. */
const UNWAIVABLE = /^(?:syntax|schema|secret|waiver)\//;

export const isWaivable = (rule: string): boolean => !UNWAIVABLE.test(rule);

/** Rules that waivers with an owner allow for at `now`, and those whose waiver is over. */
export function waiversAt(
  root: Node | undefined,
  now: number,
): { readonly waived: ReadonlySet<string>; readonly expired: ReadonlySet<string> } {
  const [waived, expired] = [new Set<string>(), new Set<string>()];
  for (const { rule, owner, expires } of waiversOf(root)) {
    const day = expires === undefined ? undefined : parseDate(expires);
    if (rule && owner && day !== undefined && isWaivable(rule)) (now < endOfDay(day) ? waived : expired).add(rule);
  }
  return { waived, expired };
}

function withoutWaived(problems: Problem[], context: RuleContext): Problem[] {
  if (context.kind !== 'production-plan') return problems;
  const { waived } = waiversAt(context.root, context.now);
  return problems.filter((problem) => !waived.has(problem.rule));
}

/** The same place reached through two aliases is one problem, and what cannot be read has no other than that. */
function distinct(problems: Problem[]): Problem[] {
  const seen = new Set<string>();
  const unread = new Set(
    problems.flatMap(({ rule, span }) => (rule === 'syntax/yaml' ? [`${span.start} ${span.end}`] : [])),
  );
  const kept = problems.filter((problem) => {
    if (problem.rule !== 'syntax/yaml' && unread.has(`${problem.span.start} ${problem.span.end}`)) return false;
    const key = `${problem.span.start} ${problem.span.end} ${problem.rule} ${problem.message}`;
    return !seen.has(key) && seen.add(key);
  });
  return kept.sort(
    (a, b) =>
      a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
}

function limit(problems: Problem[]): Problem[] {
  const last = problems[MAX_PROBLEMS - 1];
  if (problems.length <= MAX_PROBLEMS || !last) return problems;
  const message = `This file has ${problems.length} problems; the ones from here on are not listed. Mend some of those above first.`;
  return [
    ...problems.slice(0, MAX_PROBLEMS - 1),
    { rule: 'syntax/limit', severity: 'error', message, span: last.span },
  ];
}
