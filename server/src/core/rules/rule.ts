import type { Assessment } from '../decay/assess.ts';
import type { MarkdownBody } from '../document/markdown.ts';
import type { Node } from '../document/node.ts';
import type { Value } from '../document/value.ts';
import type { PlanIndex } from '../plan/index-plan.ts';
import type { Plan } from '../plan/plan.ts';
import type { Problem, Severity } from '../problem.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import type { WorkspaceFacts } from '../workspace-facts.ts';

export type DocumentKind = 'production-plan' | 'huggingface-card' | 'model-card-toolkit';

/** Everything a rule may look at. Time and files are given, so the same input always yields the same findings. */
export interface RuleContext {
  readonly kind: DocumentKind;
  readonly text: string;
  readonly root: Node | undefined;
  readonly value: Value;
  readonly schema: JsonSchema;
  readonly index: PlanIndex;
  /** Of a production plan: what is written in it. */
  readonly plan: Plan | undefined;
  /** Of a Markdown card: what stands below its front matter. */
  readonly body: MarkdownBody | undefined;
  readonly facts: WorkspaceFacts;
  /** How the model of the plan stands, as data sources say; undefined: nobody has looked, so nothing is claimed. */
  readonly live: Assessment | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly ruleIds: ReadonlySet<string>;
}

/** What a rule finds; without a severity of its own it has the rule's. */
export type Finding = Omit<Problem, 'rule' | 'severity' | 'document'> & Partial<Pick<Problem, 'severity'>>;

/** One check. To add one: a file that exports a Rule, a line in index.ts, a page in docs/rules. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  readonly kinds: readonly DocumentKind[];
  /** One sentence for lists and SARIF; the page says the rest. */
  readonly summary: string;
  readonly check: (context: RuleContext) => Iterable<Finding>;
}

const CARDS = ['huggingface-card', 'model-card-toolkit'] as const;
export const PLAN: readonly DocumentKind[] = ['production-plan'];
export const CARD: readonly DocumentKind[] = CARDS;
export const ANY: readonly DocumentKind[] = ['production-plan', ...CARDS];

/** A rule about what a production plan says. */
export function planRule(
  rule: Omit<Rule, 'kinds' | 'check'> & { readonly check: (plan: Plan, context: RuleContext) => Iterable<Finding> },
): Rule {
  return { ...rule, kinds: PLAN, check: (context) => (context.plan ? rule.check(context.plan, context) : []) };
}
