import { parse } from 'yaml';
import type { LoadedAlert, RegistryAnswer } from '../../server/src/core/decay/answers.ts';
import { parseDuration } from '../../server/src/core/schema/formats.ts';

interface WrittenRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** What a server tells beside what was written: as it is told by its API. */
  readonly health?: LoadedAlert['health'];
  readonly lastError?: string;
  readonly lastEvaluation?: Date | string;
}

interface Written {
  readonly groups?: readonly {
    readonly name: string;
    readonly interval?: string;
    readonly rules: readonly WrittenRule[];
  }[];
  readonly versions?: readonly { readonly version: string; readonly created: string; readonly aliases?: string[] }[];
}

/**
 * What a server has loaded and a registry holds.
 * @param text YAML: `groups` as in a file of Prometheus rules, `versions` of a registered model
 */
export function readLoaded(
  text: string,
  now: number,
): { readonly rules?: readonly LoadedAlert[]; readonly versions?: RegistryAnswer['versions'] } {
  const { groups, versions } = (parse(text) ?? {}) as Written;
  const rules = groups?.flatMap(({ name, interval = '1m', rules }) =>
    rules.map((rule): LoadedAlert => {
      const { alert, expr, labels = {}, health = 'ok', lastError, lastEvaluation } = rule;
      return {
        name: alert,
        group: name,
        query: expr,
        duration: parseDuration(rule.for ?? '0') ?? Number.NaN,
        labels,
        health,
        ...(lastError !== undefined && { lastError }),
        evaluated: lastEvaluation === undefined ? now : new Date(lastEvaluation).getTime(),
        interval: parseDuration(interval) ?? Number.NaN,
      };
    }),
  );
  return {
    ...(rules && { rules }),
    ...(versions && {
      versions: versions.map(({ version, created, aliases = [] }) => ({
        version,
        aliases,
        created: Date.parse(created),
      })),
    }),
  };
}
