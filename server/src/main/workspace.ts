import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CatalogEntity } from '../core/catalog.ts';
import type { Assessment } from '../core/decay/assess.ts';
import type { CheckedFile } from '../core/document/checked-file.ts';
import { kindOf } from '../core/document/kind.ts';
import { LineIndex, type Range } from '../core/document/text.ts';
import type { PathReference } from '../core/plan/index-plan.ts';
import { pythonSymbols } from '../core/python/symbols.ts';
import { isUrl, splitSymbol, type FileFact, type RuleFile, type WorkspaceFacts } from '../core/workspace-facts.ts';
import { catalogFor } from './catalog.ts';
import { OwnersOfFiles } from './code-owners.ts';
import { inspectFile } from './inspect-file.ts';
import { isInside, lookInside } from './is-inside.ts';
import { listInside, type DirectoryEntry } from './list-directory.ts';
import { isGlob, matchGlob } from './match-glob.ts';
import { comparablePlans, comparablePlansIn, type ComparablePlan } from './plans-nearby.ts';
import { RecentFiles } from './recent-files.ts';
import { findRuleFiles } from './rule-files.ts';
import { MadeFiles, type Later } from './scaffold/made-files.ts';

/** A larger file is not read for what stands in it. */
export const MAX_TEXT_BYTES = 1_000_000;

export interface FileLocation {
  /** Absolute path. */
  readonly path: string;
  /** The name of the function or class asked for. */
  readonly symbol?: Range | undefined;
}

/** Looks up what plans say of files, and remembers it until something changes. Reads nothing outside the roots. */
export class Workspace {
  readonly recent = new RecentFiles();
  private roots: readonly string[];
  private cache = new Map<string, Promise<FileFact>>();
  private owners = new Map<string, Promise<OwnersOfFiles | undefined>>();
  private ruleFiles = new Map<string, Promise<readonly RuleFile[]>>();
  /** By folder. */
  private plans = new Map<string, Promise<readonly string[]>>();
  private compared = new Map<string, Promise<readonly ComparablePlan[]>>();
  /** By the folder of a plan. */
  private catalogs = new Map<string, Promise<readonly CatalogEntity[]>>();
  private readonly made: MadeFiles;

  /** @param later where nobody waits for what became of files that were made from plans; see `MadeFiles` */
  constructor(roots: readonly string[], later?: Later) {
    this.roots = roots;
    this.made = new MadeFiles(later);
  }

  /** Absolute paths of the workspace's folders. */
  get folders(): readonly string[] {
    return this.roots;
  }

  setRoots(roots: readonly string[]): void {
    this.roots = roots;
    this.forget();
  }

  /** Files changed, those at `uris` where that is known: what was known may no longer hold. */
  forget(uris: readonly string[] = []): void {
    this.cache = new Map();
    this.owners = new Map();
    this.catalogs = new Map();
    this.plans = new Map();
    this.compared = new Map();
    this.made.forget();
    if (uris.length === 0 || uris.some((uri) => /\.(?:ya?ml|rules)$/i.test(uri))) this.ruleFiles = new Map();
  }

  /** The workspace folder that holds `file`, else the file's own folder. */
  rootOf(file: string): string {
    const holding = this.roots.filter((root) => isInside(root, file)).sort((a, b) => b.length - a.length);
    return holding[0] ?? path.dirname(file);
  }

  /** Facts for every path a plan at `file` names. */
  async facts(
    file: string,
    index: { readonly paths: readonly Pick<PathReference, 'text' | 'kind'>[] },
  ): Promise<WorkspaceFacts> {
    const wanted = new Map<string, boolean>();
    for (const reference of index.paths) {
      if (!isUrl(reference.text)) wanted.set(splitSymbol(reference.text).path, reference.kind === 'glob');
    }
    const entries = await Promise.all(
      [...wanted].map(async ([name, isGlob]) => [name, await this.fact(file, name, isGlob)] as const),
    );
    return new Map(entries);
  }

  /**
   * Facts for every path that an open or read file names; none are known of a file that is not on disk.
   * @param live what was found of its plans: files of alert rules are searched where a server's rules were read
   */
  async factsOf(
    file: string | undefined,
    { documents, kind, problems }: Pick<CheckedFile, 'documents' | 'kind' | 'problems'>,
    live: readonly Assessment[] = [],
  ): Promise<WorkspaceFacts> {
    if (file === undefined) return new Map();
    const paths = documents.flatMap(({ index }) =>
      [...index.files].flatMap(([text, kinds]) => [...kinds].map((kind) => ({ text, kind }))),
    );
    const facts = await this.facts(file, { paths });
    if (kind === 'production-plan') {
      const isWanted = live.some(({ rules }) => rules.some(({ answer }) => answer.result));
      const made = await this.made.of(this.rootOf(file), file, { documents, problems });
      const all = Object.assign(facts, { catalog: await this.catalogOf(file), made });
      return isWanted ? this.withRuleFiles(file, all) : all;
    }
    const plansIn = (folder: string): Promise<readonly ComparablePlan[]> =>
      this.compared.get(folder) ?? remembered(this.compared, folder, comparablePlansIn(this, folder));
    const bases = (plan: string): string[] => this.basesOf(plan);
    return Object.assign(facts, { plansOfCard: await comparablePlans(this.rootOf(file), file, plansIn, bases) });
  }

  /** Facts that tell of the files of Prometheus rules in the workspace, too. */
  async withRuleFiles(file: string, facts: WorkspaceFacts): Promise<WorkspaceFacts> {
    return Object.assign(new Map(facts), {
      catalog: facts.catalog ?? [],
      made: facts.made ?? [],
      ruleFiles: await this.ruleFilesFor(file),
    });
  }

  private catalogOf(file: string): Promise<readonly CatalogEntity[]> {
    const folder = path.dirname(file);
    const read = (place: string): Promise<string | undefined> => this.readText(file, place).catch(() => undefined);
    return this.catalogs.get(folder) ?? remembered(this.catalogs, folder, catalogFor(this.rootOf(file), file, read));
  }

  /**
   * Where a path that the plan at `file` names leads: the file, and the name's place in it for `path#symbol`.
   * Undefined when there is no such file inside the workspace.
   */
  async locate(file: string, { text, kind }: Pick<PathReference, 'text' | 'kind'>): Promise<FileLocation | undefined> {
    if (isUrl(text)) return undefined;
    const { path: name, symbol } = splitSymbol(text);
    const fact = await this.fact(file, name, kind === 'glob');
    if (fact.state !== 'file') return undefined;
    const isKnown = symbol !== undefined && fact.symbols?.includes(symbol);
    return { path: fact.location, ...(isKnown && { symbol: await symbolRange(fact.location, symbol) }) };
  }

  /**
   * What is in `directory`, a path relative to the plan at `file`: at most a few hundred entries, folders that hold
   * dependencies left out, and nothing that lies, or leads, outside the workspace.
   */
  async listDirectory(file: string, directory: string): Promise<DirectoryEntry[]> {
    const root = this.rootOf(file);
    const absolute = path.resolve(path.dirname(file), directory);
    return directory.includes('\0') || !isInside(root, absolute) ? [] : listInside(root, absolute);
  }

  /** Names of the plans in a folder of the workspace. */
  plansIn(folder: string): Promise<readonly string[]> {
    return this.plans.get(folder) ?? remembered(this.plans, folder, this.findPlans(folder));
  }

  private async findPlans(folder: string): Promise<readonly string[]> {
    const entries = await listInside(this.rootOf(folder), folder);
    return entries.flatMap(({ name, isDirectory }) =>
      !isDirectory && kindOf(name, '') === 'production-plan' ? [name] : [],
    );
  }

  /** The text of a file in the workspace of `file`; undefined for what is missing, outside, large or no ordinary file. */
  async readText(file: string, name: string): Promise<string | undefined> {
    const root = this.rootOf(file);
    const absolute = path.resolve(path.dirname(file), name);
    if (!isInside(root, absolute)) return undefined;
    const stats = (await lookInside(root, absolute))?.stats;
    return stats?.isFile() && stats.size <= MAX_TEXT_BYTES ? readFile(absolute, 'utf8') : undefined;
  }

  /** Whether `file` is in one of the workspace's folders. */
  holds(file: string): boolean {
    return this.roots.some((root) => isInside(root, file));
  }

  /** Paths are relative to the plan, as in a monorepo; a path from the workspace's root is understood too. */
  basesOf(file: string): string[] {
    return [...new Set([path.dirname(file), this.rootOf(file)])];
  }

  /** Files of Prometheus rules in the workspace of the plan at `file`, as paths relative to it. */
  private async ruleFilesFor(file: string): Promise<RuleFile[]> {
    const root = this.rootOf(file);
    const found = this.ruleFiles.get(root) ?? remembered(this.ruleFiles, root, findRuleFiles(root));
    return (await found).map((rules) => ({
      ...rules,
      file: path.relative(path.dirname(file), rules.file).replaceAll(path.sep, '/'),
    }));
  }

  private fact(file: string, name: string, mayBeGlob: boolean): Promise<FileFact> {
    const key = `${path.dirname(file)}\0${name}`;
    const known = this.cache.get(key) ?? this.find(file, name, mayBeGlob);
    this.cache.set(key, known);
    return known;
  }

  private async find(file: string, name: string, mayBeGlob: boolean): Promise<FileFact> {
    const fact = await this.look(file, name, mayBeGlob);
    if (fact.state !== 'file') return fact;
    const root = this.rootOf(file);
    const read = (place: string): Promise<string | undefined> => this.readText(file, place);
    const owners = await (this.owners.get(root) ?? remembered(this.owners, root, OwnersOfFiles.of(root, read)));
    return owners ? { ...fact, owners: owners.ownersOf(fact.location) } : fact;
  }

  private async look(file: string, name: string, mayBeGlob: boolean): Promise<FileFact> {
    const root = this.rootOf(file);
    let answer: FileFact = { state: 'outside' };
    for (const base of this.basesOf(file)) {
      const absolute = path.resolve(base, name);
      if (name.includes('\0') || !isInside(root, absolute)) continue;
      const fact = mayBeGlob && isGlob(name) ? await firstMatch(root, base, name) : await inspectFile(root, absolute);
      if (fact.state === 'file' || fact.state === 'directory') return fact;
      if (answer.state === 'outside') answer = fact;
    }
    return answer;
  }
}

async function symbolRange(file: string, name: string): Promise<Range | undefined> {
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  const symbol = pythonSymbols(text).find((candidate) => candidate.name === name);
  return symbol && new LineIndex(text).range(symbol.span);
}

async function firstMatch(root: string, base: string, pattern: string): Promise<FileFact> {
  for await (const match of matchGlob(root, base, pattern)) {
    return match.isDirectory ? { state: 'directory' } : { state: 'file', location: match.path };
  }
  return { state: 'missing' };
}

function remembered<T>(map: Map<string, T>, key: string, value: T): T {
  map.set(key, value);
  return value;
}
