import type { Failure, LoadedAlert } from '../../decay/answers.ts';
import type { AssessedColumn } from '../../decay/assess-drift.ts';
import type { AssessedIndicator, AssessedRules, Assessment } from '../../decay/assess.ts';
import type { DataSource, DriftColumn, Indicator } from '../../decay/plan-indicators.ts';
import { livePlanOf, type LivePlan } from '../../decay/plan-live.ts';
import type { Sample } from '../../decay/series.ts';
import { focus, type Node } from '../../document/node.ts';
import { Notes } from '../../document/notes.ts';
import { remembered } from '../../document/per-node.ts';
import type { Span } from '../../document/text.ts';
import { groupBy } from '../../group-by.ts';
import type { Path } from '../../problem.ts';
import { isoDate } from '../../schema/formats.ts';
import type { RuleContext } from '../rule.ts';

/** An indicator as it is written now, with what was found of it. */
export interface FoundIndicator {
  readonly indicator: Indicator;
  readonly assessed: AssessedIndicator;
}

/** One that has values. */
export interface MeasuredIndicator extends FoundIndicator {
  readonly assessed: AssessedIndicator & { readonly newest: Sample };
}

/** What was found of the plan as it is written now: what was asked otherwise than it would be asked today is left out. */
export interface Current {
  readonly plan: LivePlan;
  readonly live: Assessment;
  readonly indicators: readonly FoundIndicator[];
  readonly measured: readonly MeasuredIndicator[];
  readonly columns: readonly { readonly column: DriftColumn; readonly assessed: AssessedColumn }[];
  /** Servers whose alert rules were read, be it the last time that was possible. */
  readonly servers: readonly RuleServer[];
  /** Whether that is every server of the plan that may evaluate its alerts. */
  readonly allServersRead: boolean;
  /** Whether the source that has the one name now is the one that was asked by the other. */
  readonly isSameSource: (name: string | undefined, asked: string | undefined) => boolean;
  /** Behind a message: the day that is looked back to. */
  readonly asOf: string;
  readonly span: (path: Path, key?: string) => Span;
}

/** A server, and the alert rules it has loaded. */
export interface RuleServer {
  readonly source: DataSource;
  readonly rules: readonly LoadedAlert[];
  /** When that was read; milliseconds since the epoch. */
  readonly readAt: number;
  /** Behind a message: when it was read, where it can no longer be. */
  readonly asRead: string;
}

/** Where among the others a source stands does not matter. */
const identity = remembered((source: DataSource): string => JSON.stringify({ ...source, position: 0 }));

/** For as long as a plan is checked: every live rule asks. */
const known = new WeakMap<Assessment, { readonly root: Node | undefined; readonly current: Current }>();

/** Undefined: nobody has looked, so nothing is claimed. */
export function currentOf({ root, live }: Pick<RuleContext, 'root' | 'live'>): Current | undefined {
  if (!live) return undefined;
  const before = known.get(live);
  if (before?.root === root) return before?.current;
  const current = compare(root, live);
  known.set(live, { root, current });
  return current;
}

function compare(root: Node | undefined, live: Assessment): Current {
  const plan = livePlanOf(root);
  // Of two sources with one name the last counts.
  const identities = new Map(plan.sources.map((source) => [source.name, identity(source)]));
  const isSame = (name: string, asked: DataSource | undefined): boolean =>
    identities.get(name) === (asked && identity(asked));
  const version = plan.model.version;
  const sameModel = version === live.plan.model.version;
  const asked = plan.sources.filter(({ type, url }) => type === 'prometheus' && url !== undefined);
  const servers = asked.flatMap((source) => serverOf(live.rules.find((read) => isSame(source.name, read.source))));
  const indicators = sameModel ? compared(plan, live, identities) : [];
  return {
    plan,
    live,
    servers,
    allServersRead: servers.length === asked.length,
    isSameSource: (name = '', then = '') =>
      isSame(
        name,
        live.plan.sources.findLast((source) => source.name === then),
      ),
    indicators,
    measured: indicators.filter(isMeasured),
    columns: !sameModel
      ? []
      : plan.columns.flatMap((column) => {
          const { method, query } = column;
          const assessed = foundIn(live)
            .columns.get(column.column)
            ?.find(
              (one) => method === one.column.method && query === one.column.query && isSame(column.source, one.source),
            );
          return assessed ? { column, assessed } : [];
        }),
    asOf: live.isLookBack ? ` This looks back to ${isoDate(live.now)}.` : '',
    span: (path, key) => {
      const { start, end } = focus(root, key === undefined ? path : [...path, key]);
      return { start, end };
    },
  };
}

const isMeasured = (found: FoundIndicator): found is MeasuredIndicator => found.assessed.newest !== undefined;

/** To which indicator an answer belonged when it was compared last, and by what the plan's sources were told apart. */
const foundLast = new Notes<AssessedIndicator, FoundIndicator & { readonly sources: string }>();

/**
 * Which answer belongs to each indicator. Nearly always it is the one at its own place, and nearly always that is known: of an
 * entry that no edit touched the plan has the same object, and so has what was found the same answer.
 */
function compared(plan: LivePlan, live: Assessment, identities: ReadonlyMap<string, string>): FoundIndicator[] {
  const sources = JSON.stringify([...identities]);
  const pairs: FoundIndicator[] = [];
  plan.indicators.forEach((indicator, position) => {
    const there = live.indicators[position];
    const known = there && foundLast.get(there);
    if (known?.indicator === indicator && known.sources === sources) {
      pairs.push(known);
      return;
    }
    const source = identities.get(indicator.source);
    const assessed =
      there && isOf(there, indicator, source)
        ? there
        : foundIn(live)
            .indicators.get(indicator.name)
            ?.find((one) => isOf(one, indicator, source));
    if (!assessed) return;
    const found = { indicator, assessed, sources };
    if (assessed === there) foundLast.set(there, found);
    pairs.push(found);
  });
  return pairs;
}

/** Whether an answer is to what is asked today. */
const isOf = (
  { indicator: { name, metric, query }, source }: AssessedIndicator,
  today: Indicator,
  identityToday: string | undefined,
): boolean =>
  name === today.name &&
  metric === today.metric &&
  query === today.query &&
  identityToday === (source && identity(source));

/** What was found, by the names that were asked for. */
const foundIn = remembered(({ indicators, drift }: Assessment) => ({
  indicators: groupBy(indicators, ({ indicator }) => indicator.name),
  columns: groupBy(drift.columns, ({ column }) => column.column),
}));

function serverOf(read: AssessedRules | undefined): RuleServer[] {
  if (!read?.answer.result) return [];
  const { result, fetchedAt, failure } = read.answer;
  const readAt = fetchedAt ?? 0;
  return [{ source: read.source, rules: result.rules, readAt, asRead: asRead(readAt, failure) }];
}

/** Of what can no longer be read, when it was. */
export const asRead = (readAt: number | undefined, failure: Failure | undefined): string =>
  failure && readAt !== undefined ? ` So it was on ${isoDate(readAt)}, when it was read last.` : '';
