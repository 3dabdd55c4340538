import type { LoadedRule } from '../backend.ts';
import { plainText } from '../plain-text.ts';
import { asText, textEntries, type RawRecord } from '../raw.ts';
import { SourceError } from '../source-error.ts';
import type { PrometheusApi } from './api.ts';
import { readRulesPage, type RulesPage } from './contract.ts';
import { readNumber } from './numbers.ts';

const PAGE = 100;
const MAX_PAGES = 50;

/**
 * The alerting rules a server has loaded. Those before 2.55 know no pages and give all at once. That there are none is
 * said only of a server that evaluates rules itself: others answer with an empty list whatever is evaluated elsewhere.
 */
export async function readRules(api: PrometheusApi): Promise<LoadedRule[]> {
  try {
    const rules = await readPages(api);
    if (rules.length === 0) await api.get('status/config');
    return rules;
  } catch (error) {
    if (!(error instanceof SourceError) || error.reason !== 'not-found') throw error;
    throw new SourceError(
      'unsupported',
      `${api.who} gives no rules: they may be evaluated elsewhere, as by vmalert or a ruler. Ask who runs it.`,
    );
  }
}

async function readPages(api: PrometheusApi): Promise<LoadedRule[]> {
  const rules: LoadedRule[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const params = {
      type: 'alert',
      group_limit: String(PAGE),
      ...(token !== undefined && { group_next_token: token }),
    };
    const answer = readRulesPage((await api.get('rules', params)).data);
    for (const group of answer.groups)
      for (const rule of group.rules) if (rule['type'] === 'alerting') rules.push(loadedRule(rule, group, api));
    token = answer.token;
    if (token === undefined) return rules;
    if (seen.has(token)) break;
    seen.add(token);
  }
  throw new SourceError(
    'bad-answer',
    `${api.who} gives its rules in pages without end: after ${seen.size} there were still more. Ask who runs it.`,
  );
}

function loadedRule(rule: RawRecord, group: RulesPage['groups'][number], api: PrometheusApi): LoadedRule {
  const { name, query, duration, health, lastError, state } = rule;
  const [healths, states] = [['ok', 'err'] as const, ['firing', 'pending', 'inactive'] as const];
  const error = asText(lastError);
  const seconds = readNumber(group.interval) ?? 0;
  // A rule that was never evaluated has the year 1.
  const evaluated = Date.parse(asText(rule['lastEvaluation']) ?? '');
  return {
    name: asText(name) ?? '',
    group: group.name,
    query: asText(query) ?? '',
    duration: Math.round((readNumber(duration) ?? 0) * 1000),
    labels: textEntries(rule['labels']),
    annotations: textEntries(rule['annotations']),
    health: healths.find((known) => known === health) ?? 'unknown',
    ...(error && { lastError: plainText(error, 300) }),
    ...(evaluated > 0 && { evaluated: api.localTime(evaluated) }),
    ...(seconds > 0 && Number.isFinite(seconds) && { interval: Math.round(seconds * 1000) }),
    state: states.find((known) => known === state) ?? 'unknown',
  };
}
