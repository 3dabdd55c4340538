import { ownerInCatalog } from '../catalog.ts';
import type { Span } from '../document/text.ts';
import type { Plan } from '../plan/plan.ts';
import type { Section } from '../plan/section.ts';
import type { Path } from '../problem.ts';
import { listed } from '../rules/words.ts';
import type { WorkspaceFacts } from '../workspace-facts.ts';

export type QuestionId = 'business-metric' | 'detection' | 'owner' | 'retraining' | 'failure';

/** One of the five questions that are answered before training, as a plan answers it. */
export interface Question {
  readonly id: QuestionId;
  readonly question: string;
  /** In a list of what is open: "who owns it". */
  readonly short: string;
  readonly state: 'answered' | 'open';
  /** The answer, or what lacks of it. */
  readonly says: string;
  /** Keys to where the plan answers, or should. */
  readonly path: Path;
  /** UTF-16 offsets of the nearest thing to that path which is in the plan. */
  readonly place: Span;
}

/** How the five questions stand, in their order. `facts` tell what the workspace has to say against an answer. */
export function questionsOf(plan: Plan, facts: WorkspaceFacts = new Map()): readonly Question[] {
  const { spec } = plan;
  return [
    ask(spec, 'business-metric', 'What business metric?', 'what business metric', businessMetric(plan)),
    ask(spec, 'detection', 'How will drops be detected?', 'how drops are detected', detection(plan)),
    ask(spec, 'owner', 'Who owns it?', 'who owns it', owner(plan, facts)),
    ask(spec, 'retraining', 'How often retrained?', 'how often it is retrained', retraining(plan)),
    ask(spec, 'failure', 'What if it breaks?', 'what if it breaks', failure(plan)),
  ];
}

/** "3 of 5 questions answered · open: who owns it, what if it breaks" */
export function questionsInWords(questions: readonly Question[]): string {
  const open = questions.filter(({ state }) => state === 'open');
  const count = `${questions.length - open.length} of ${questions.length} questions answered`;
  return open.length === 0 ? count : `${count} · open: ${open.map(({ short }) => short).join(', ')}`;
}

interface Answer {
  readonly section: string;
  /** The field that answers, or that lacks. */
  readonly key: string;
  readonly answer?: string;
  readonly lacking?: string;
}

function ask(spec: Section, id: QuestionId, question: string, short: string, answer: Answer): Question {
  const { section: name, key } = answer;
  const section = spec.section(name);
  const state = answer.answer === undefined ? 'open' : 'answered';
  const place = section?.place(key) ?? spec.place(name);
  return { id, question, short, state, says: answer.answer ?? answer.lacking ?? '', path: ['spec', name, key], place };
}

/** A text that answers: what a template left there does not. */
function answered(section: Section | undefined, key: string): string | undefined {
  const text = section?.text(key);
  return text !== undefined && /^\W*(?:todo|tbd|fixme)\b/i.test(text) ? undefined : text;
}

function businessMetric({ spec }: Plan): Answer {
  const at = 'businessMetric';
  const metric = spec.section(at);
  const name = answered(metric, 'name');
  const target = metric?.number('target');
  if (name === undefined) return { section: at, key: 'name', lacking: 'No business metric is named.' };
  if (target === undefined) return { section: at, key: 'target', lacking: `Nothing says what ${name} is to become.` };
  return { section: at, key: 'name', answer: `${name}, to become ${target}` };
}

/** A line is drawn, and somebody is told when it is crossed. */
function detection(plan: Plan): Answer {
  const lined = plan.indicators.filter(({ role, critical }) => critical !== undefined && role !== 'cost');
  if (lined.length === 0 && plan.columns.length === 0)
    return { section: 'monitoring', key: 'indicators', lacking: 'No indicator has a critical value.' };
  const slos = plan.spec.sections('slos').map((slo) => slo.text('indicator'));
  const indicators = new Set([...slos, ...plan.alerts.map(({ indicator }) => indicator)]);
  const columns = new Set(plan.alerts.map(({ drift }) => drift));
  const watched = [
    ...lined.filter(({ name }) => indicators.has(name)),
    ...plan.columns.filter(({ name }) => columns.has(name)),
  ].map(({ name }) => name);
  if (watched.length === 0)
    return { section: 'alerting', key: 'rules', lacking: 'No alert rule watches an indicator or a drift column.' };
  return { section: 'monitoring', key: 'indicators', answer: `alerts watch ${listed(watched, 3)}` };
}

function owner(plan: Plan, { catalog = [] }: WorkspaceFacts): Answer {
  const at = { section: 'ownership', key: 'owner' };
  const name = answered(plan.spec.section('ownership'), 'owner');
  if (name === undefined) return { ...at, lacking: 'Nobody is named.' };
  const { component, ownsComponent } = ownerInCatalog(plan, catalog);
  if (component?.owner !== undefined && ownsComponent === false)
    return { ...at, lacking: `The plan says ${name}, ${component.file} says ${component.owner}.` };
  return { ...at, answer: name };
}

function retraining({ spec }: Plan): Answer {
  const section = 'retraining';
  const own = spec.section(section);
  const strategy = answered(own, 'strategy');
  if (strategy === undefined) return { section, key: 'strategy', lacking: 'No strategy is chosen.' };
  if (strategy === 'continuous') return { section, key: 'strategy', answer: strategy };
  const schedule = answered(own, 'schedule');
  if (schedule !== undefined) return { section, key: 'schedule', answer: `${strategy}, ${schedule}` };
  if (strategy === 'scheduled')
    return { section, key: 'schedule', lacking: 'It is scheduled, but no schedule is given.' };
  const triggers = own?.texts('triggers').map(({ text }) => text) ?? [];
  if (triggers.length > 0) return { section, key: 'triggers', answer: `${strategy}, by ${listed(triggers, 3)}` };
  if (strategy === 'triggered') return { section, key: 'triggers', lacking: 'Nothing is named that triggers it.' };
  const age = answered(own, 'maxStaleness');
  return age === undefined
    ? { section, key: 'maxStaleness', lacking: 'It is done by hand, and nothing says how old the model may become.' }
    : { section, key: 'maxStaleness', answer: `${strategy}, at the latest after ${age}` };
}

function failure({ spec }: Plan): Answer {
  const section = 'rollback';
  const own = spec.section(section);
  const target = answered(own, 'target');
  if (target === undefined) return { section, key: 'target', lacking: 'Nothing says what takes its place.' };
  const runbook = answered(own, 'runbook');
  if (runbook !== undefined) return { section, key: 'target', answer: `${target}, as in ${runbook}` };
  return own?.is('automatic', true)
    ? { section, key: 'target', answer: `${target}, by itself` }
    : { section, key: 'runbook', lacking: `No page says how to go back to "${target}".` };
}
