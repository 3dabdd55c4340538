import { readConventions, type Conventions } from '../core/scaffold/conventions.ts';
import type { RuleSetting } from '../core/check.ts';

/** Section of the editor's settings; each key is declared with the same default in package.json. */
export const SETTINGS_SECTION = 'productionFirst';

export interface Settings {
  /** A rule's (or family's, `card/*`) severity: error, warning, information or off. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Show hints such as a schedule's next run at the end of lines. */
  readonly inlayHints: boolean;
  /** Report what data sources say of the model beside what the plan itself says. */
  readonly 'live.diagnostics': boolean;
  /** ISO 8601 date: judge the recorded history as of this day instead of now. Empty: now. */
  readonly 'live.asOf': string;
  /** Point out Python files that train a model no plan names. */
  readonly 'trainingCode.hint': boolean;
  /** By which files are made from plans; null: by what is kept with the files. */
  readonly scaffold: Conventions | null;
}

export const DEFAULT_SETTINGS: Settings = {
  rules: {},
  inlayHints: true,
  'live.diagnostics': true,
  'live.asOf': '',
  'trainingCode.hint': true,
  scaffold: null,
};

/** Settings that the editor's side reads: how much of the conversation with the server its log shows at level Trace. */
export const CLIENT_SETTINGS = { 'trace.server': 'messages' } as const;

/** What a rule can be set to. */
export const RULE_SETTINGS: readonly RuleSetting[] = ['error', 'warning', 'information', 'off'];

/** Settings as the editor sends them, whatever that is; what does not fit is ignored. */
export function readSettings(received: unknown): Settings {
  const given = objectOf(received);
  const live = objectOf(given['live']);
  const trainingCode = objectOf(given['trainingCode']);
  const rules = Object.entries(objectOf(given['rules']));
  return {
    rules: Object.fromEntries(
      rules.filter((entry): entry is [string, RuleSetting] => (RULE_SETTINGS as readonly unknown[]).includes(entry[1])),
    ),
    inlayHints: booleanOr(given['inlayHints'], DEFAULT_SETTINGS.inlayHints),
    'live.diagnostics': booleanOr(live['diagnostics'], DEFAULT_SETTINGS['live.diagnostics']),
    'live.asOf': typeof live['asOf'] === 'string' ? live['asOf'] : DEFAULT_SETTINGS['live.asOf'],
    scaffold: typeof given['scaffold'] === 'object' && given['scaffold'] ? readConventions(given['scaffold']) : null,
    'trainingCode.hint': booleanOr(trainingCode['hint'], DEFAULT_SETTINGS['trainingCode.hint']),
  };
}

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

const booleanOr = (value: unknown, otherwise: boolean): boolean => (typeof value === 'boolean' ? value : otherwise);
