import type { Problem } from '../problem.ts';
import type { Check, Facts, Found } from './check.ts';
import { isMet, isSeen, isUrgent } from './states.ts';
import type { AreaId, AreaView, CheckState, CheckView, Proof } from './view.ts';

/** A check with what was found for it. */
export interface Judged {
  readonly view: Omit<CheckView, 'gain'>;
  readonly weight: number;
  /** Share of the weight that counts, 0 to 1; undefined: it is left out of the score. */
  readonly credit: number | undefined;
}

/** What stands against a plan. */
export interface Findings {
  /** All of one plan, those that a waiver silences too. */
  readonly problems: readonly Problem[];
  /** Rules that a waiver allows for today. */
  readonly waived: ReadonlySet<string>;
  /** Rules whose waiver is over. */
  readonly expired: ReadonlySet<string>;
}

const PROOFS: readonly Proof[] = ['declared', 'evidenced', 'live'];

/** What a proof counts where that is the strongest there can be: saying it is half of showing it. */
const CREDIT: Readonly<Record<Proof, Readonly<Record<Proof, number>>>> = {
  declared: { declared: 1, evidenced: 1, live: 1 },
  evidenced: { declared: 0.6, evidenced: 1, live: 1 },
  live: { declared: 0.5, evidenced: 0.75, live: 1 },
};
/** What is there but has a warning against it. */
const DOUBTFUL = 0.25;
/** Never more than what meets a check in any way: mending what is waived does not lower the score. */
const WAIVED = 0.5;

export function judge(area: AreaId, check: Check, facts: Facts, findings: Findings): Judged {
  const found = check.find(facts);
  const reach = weaker(check.reach, found.reach ?? check.reach);
  const against = findings.problems.filter(
    ({ rule, severity }) => check.rules.includes(rule) && severity !== 'information',
  );
  const counted = against.filter(({ rule }) => !findings.waived.has(rule));
  const state = stateOf(check, found, reach, { against, counted }, findings);
  const [worst] = counted.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
  return {
    weight: check.weight,
    credit: creditOf(state, reach, worst),
    view: {
      id: `${area}/${check.name}`,
      title: check.title,
      why: check.why,
      state,
      reach,
      says: saysOf(state, found, worst),
      required: check.required === true,
      path: found.path ?? check.path,
      rules: [...new Set(against.map(({ rule }) => rule))],
      minutes: check.minutes,
      ...(state === 'evidenced' && found.file !== undefined && { file: found.file }),
      ...(isSeen({ state }) && found.live && { seenAt: found.live.at }),
    },
  };
}

const weaker = (a: Proof, b: Proof): Proof => (PROOFS.indexOf(a) < PROOFS.indexOf(b) ? a : b);

function stateOf(
  check: Check,
  found: Found,
  reach: Proof,
  { against, counted }: { readonly against: readonly Problem[]; readonly counted: readonly Problem[] },
  { waived, expired }: Findings,
): CheckState {
  if (found.notNeeded !== undefined) return 'not-needed';
  const isContradicted = counted.length > 0 || found.contradicted !== undefined;
  if (found.declared && !isContradicted && against.length === 0) return proven(found, reach);
  if (found.declared && !isContradicted) return 'waived';
  if (!found.declared && check.rules.some((rule) => waived.has(rule))) return 'waived';
  if (check.rules.some((rule) => expired.has(rule))) return 'expired';
  return found.declared ? 'failing' : 'open';
}

/** The strongest proof that was found and that counts here. */
function proven(found: Found, reach: Proof): CheckState {
  if (reach === 'live' && found.live) return found.live.isOld ? 'last-seen' : 'live';
  return reach !== 'declared' && found.file !== undefined ? 'evidenced' : 'declared';
}

function creditOf(state: CheckState, reach: Proof, worst: Problem | undefined): number | undefined {
  switch (state) {
    case 'not-needed':
      return undefined;
    case 'waived':
      return WAIVED;
    case 'open':
    case 'expired':
      return 0;
    case 'failing':
      return worst?.severity === 'error' ? 0 : DOUBTFUL;
    case 'last-seen':
      return 1;
    default:
      return CREDIT[reach][state];
  }
}

function saysOf(state: CheckState, found: Found, worst: Problem | undefined): string {
  if (state === 'not-needed') return found.notNeeded ?? found.says;
  if (isSeen({ state })) return found.live?.says ?? found.says;
  if (state === 'failing' || state === 'expired') return worst?.message ?? found.contradicted ?? found.says;
  return state === 'evidenced' ? (found.file ?? found.says) : found.says;
}

/** Points of a hundred: the credit of all that applies, by weight. */
export function scoreOf(judged: readonly Judged[]): number {
  const [got, all] = sums(judged);
  return all === 0 ? 0 : Math.floor((100 * got) / all);
}

function sums(judged: readonly Judged[]): [got: number, all: number] {
  let [got, all] = [0, 0];
  for (const { weight, credit } of judged) {
    if (credit === undefined) continue;
    got += weight * credit;
    all += weight;
  }
  return [got, all];
}

/** Each with the points that it would bring when met as far as it can be. */
export function withGains(judged: readonly Judged[]): CheckView[] {
  const [, all] = sums(judged);
  return judged.map(({ view, weight, credit }) => ({
    ...view,
    gain: credit === undefined || all === 0 ? 0 : Math.round((1_000 * weight * (1 - credit)) / all) / 10,
  }));
}

export function areaView(id: AreaId, title: string, checks: readonly CheckView[]): AreaView {
  const applying = checks.filter(({ state }) => state !== 'not-needed');
  const isBad = applying.some(isUrgent);
  const met = applying.filter(isMet).length;
  const state = applying.length === 0 ? 'not-needed' : isBad ? 'failing' : met < applying.length ? 'attention' : 'met';
  return { id, title, met, count: applying.length, state, checks };
}
