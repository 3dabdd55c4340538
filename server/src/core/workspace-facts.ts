import type { CatalogEntity } from './catalog.ts';

/** What is known of a path that a plan names. Found out by the shell around the core, which alone touches the disk. */
export type FileFact =
  | {
      readonly state: 'file';
      /** Absolute path. */
      readonly location: string;
      /** Names a Python file defines; absent for other files. */
      readonly symbols?: readonly string[];
      /** Of a Python file: dotted names of what it imports; of its own package they begin with dots. */
      readonly imports?: readonly string[];
      /** Who owns it by CODEOWNERS; absent where the repository has no such file. */
      readonly owners?: readonly string[];
      /** Of the definition of a pipeline: when it runs, as cron; absent where the file does not tell. */
      readonly schedules?: readonly string[];
      /** Of a Feast repository's feature_store.yaml: the feature services defined beside it; absent where code names them. */
      readonly featureServices?: readonly string[];
    }
  | { readonly state: 'directory' | 'missing' | 'outside' };

/** A plan that names a card, as far as the card can be compared with it. */
export interface PlanOfCard {
  /** Its path, relative to the card. */
  readonly file: string;
  /** As the plan says it; undefined where it does not. */
  readonly task: string | undefined;
  readonly indicators: readonly {
    readonly name: string;
    readonly metric: string | undefined;
    readonly baseline: number;
  }[];
}

/** An alert as a file of Prometheus rules defines it. */
export interface WrittenAlert {
  readonly name: string;
  readonly group: string;
  /** `expr`. */
  readonly query: string;
  /** Milliseconds of `for`; undefined where that cannot be read. */
  readonly duration: number | undefined;
  readonly labels: Readonly<Record<string, string>>;
}

/** A file of Prometheus rules. */
export interface RuleFile {
  /** Its path, relative to the plan. */
  readonly file: string;
  /** Names of the alerts. */
  readonly alerts: readonly string[];
  /** What the alerts say; of a template that is no YAML only the names are known. */
  readonly written?: readonly WrittenAlert[];
}

/** A file that was made from a plan, and is not as it should be. */
export interface MadeFile {
  /** Relative to the folder that files were made in. */
  readonly file: string;
  /** metadata.name of the plan. */
  readonly plan: string;
  /** As the command line names it. */
  readonly target: string;
  readonly state: 'as-made' | 'missing' | 'edited' | 'out-of-date';
}

/** What is known of the workspace beside the files that a plan names. */
interface MoreFacts {
  /** Of a card: the plans that name it. */
  readonly plansOfCard?: readonly PlanOfCard[];
  /** Of a plan: the files of Prometheus rules in the workspace, with the alerts they define. */
  readonly ruleFiles?: readonly RuleFile[];
  /** Of a plan: what the Backstage catalogs in its folder and those above it define. */
  readonly catalog?: readonly CatalogEntity[];
  /** Of a plan: what became of the files that were made from it. */
  readonly made?: readonly MadeFile[];
}

/** Facts by the path as written in the plan, without `#symbol`; no entry means nothing is known (yet), so nothing is claimed. */
export type WorkspaceFacts = ReadonlyMap<string, FileFact> & MoreFacts;

/** Splits `path#symbol`. */
export function splitSymbol(text: string): { path: string; symbol: string | undefined } {
  const hash = text.indexOf('#');
  return hash < 0 ? { path: text, symbol: undefined } : { path: text.slice(0, hash), symbol: text.slice(hash + 1) };
}

export const isUrl = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
