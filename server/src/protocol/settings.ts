import type { RuleSetting } from '../core/check.ts';

/** Section of the editor's settings; each key is declared with the same default in package.json. */
export const SETTINGS_SECTION = 'productionFirst';

export interface Settings {
  /** A rule's (or family's, `card/*`) severity: error, warning, information or off. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Show hints such as a schedule's next run at the end of lines. */
  readonly inlayHints: boolean;
}

export const DEFAULT_SETTINGS: Settings = { rules: {}, inlayHints: true };

/** Settings that the editor's side reads: how much of the conversation with the server its log shows at level Trace. */
export const CLIENT_SETTINGS = { 'trace.server': 'messages' } as const;

/** What a rule can be set to. */
export const RULE_SETTINGS: readonly RuleSetting[] = ['error', 'warning', 'information', 'off'];

/** Settings as the editor sends them, whatever that is; what does not fit is ignored. */
export function readSettings(received: unknown): Settings {
  const given = (typeof received === 'object' && received !== null ? received : {}) as Record<string, unknown>;
  const rules = typeof given['rules'] === 'object' && given['rules'] !== null ? Object.entries(given['rules']) : [];
  return {
    rules: Object.fromEntries(rules.filter(([, value]) => (RULE_SETTINGS as readonly unknown[]).includes(value))),
    inlayHints: typeof given['inlayHints'] === 'boolean' ? given['inlayHints'] : DEFAULT_SETTINGS.inlayHints,
  };
}
