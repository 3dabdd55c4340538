import { CodeOwners } from '../codeowners.ts';
import { imports } from '../python/imports.ts';
import { findTraining } from '../python/training.ts';
import { FORMATS } from '../schema/formats.ts';
import { cardFacts, planFacts } from './documents-facts.ts';
import { url } from './forms.ts';
import { remoteOf } from './git.ts';
import type { ProjectFacts, TrainingCode } from './project-facts.ts';

/** Owners are looked up for so many training files: the first ones are the likeliest. */
const MAX_ASKED = 5;

/** A file as it was found; the path is from the workspace folder, with forward slashes. */
export interface FoundFile {
  readonly path: string;
  readonly text: string;
}

/** What is looked at to pre-fill the questions. */
export interface ProjectFiles {
  /** Name of the workspace folder. */
  readonly folder: string;
  /** Markdown files that may be cards. */
  readonly cards: readonly FoundFile[];
  readonly plans: readonly FoundFile[];
  readonly python: readonly FoundFile[];
  readonly codeOwners: string | undefined;
  readonly gitConfig: string | undefined;
}

/** What the files of a workspace say of its model. Whatever they hold, this returns. */
export function collectFacts(files: ProjectFiles): ProjectFacts {
  const remote = remoteOf(files.gitConfig ?? '');
  const cards = nearest(files.cards).flatMap((file) => cardFacts(file.path, file.text) ?? []);
  const plans = nearest(files.plans).flatMap((file) => planFacts(file.path, file.text));
  const trainingCode = nearest(files.python)
    .flatMap(trainingIn)
    .sort((a, b) => rank(a) - rank(b));
  const uses = (module: string): boolean => files.python.some(({ text }) => imports(text, module));
  return {
    modelNames: distinct([...cards.map(({ name }) => name), remote?.repository, files.folder]),
    cards,
    plans,
    trainingCode,
    owners: owners(files, trainingCode, remote?.owner),
    sources: [
      ...(uses('mlflow') ? ['mlflow' as const] : []),
      ...(uses('evidently') ? ['evidently' as const] : []),
      ...(uses('prometheus_client') ? ['prometheus' as const] : []),
    ],
    trackingUrl: trackingUrl(files.python),
  };
}

const distinct = (texts: readonly (string | undefined)[]): string[] => [
  ...new Set(texts.flatMap((text) => text || [])),
];

/** Files of the root before those of folders; the rest by path, so that the same workspace gives the same facts. */
function nearest(files: readonly FoundFile[]): FoundFile[] {
  const depth = ({ path }: FoundFile): number => path.split('/').length;
  return files.toSorted((a, b) => depth(a) - depth(b) || (a.path < b.path ? -1 : 1));
}

function trainingIn({ path, text }: FoundFile): TrainingCode[] {
  const found = findTraining(text);
  if (!found) return [];
  return [{ reference: found.symbol ? `${path}#${found.symbol}` : path, path, library: found.library }];
}

/** `train.py` before other code, code before tests and examples that train too. */
function rank({ path }: TrainingCode): number {
  if (/(?:^|\/)(?:tests?|examples?|benchmarks?|docs|notebooks)\//.test(path) || /(?:^|\/)(?:test_|conftest)/.test(path))
    return 2;
  return /train|fit/i.test(path.split('/').at(-1) ?? '') ? 0 : 1;
}

function owners(files: ProjectFiles, training: readonly TrainingCode[], organisation: string | undefined): string[] {
  const codeOwners = new CodeOwners(files.codeOwners ?? '');
  const paths = [
    ...training.slice(0, MAX_ASKED).map(({ path }) => path),
    ...files.plans.map(({ path }) => path),
    'production-plan.yaml',
  ];
  const named = paths.flatMap((path) => codeOwners.ownersOf(path));
  const teams = named.filter((owner) => owner.includes('/'));
  const people = named.flatMap((owner) => /^@([\w-]+)$/.exec(owner)?.[1] ?? []).map((name) => `user:default/${name}`);
  const group = organisation === undefined ? [] : [`group:default/${organisation.toLowerCase()}`];
  return distinct([...teams, ...people, ...group]).filter((owner) => FORMATS['backstage-ref']?.test(owner));
}

/** The address in `mlflow.set_tracking_uri("http://…")`, unless it holds credentials. */
function trackingUrl(python: readonly FoundFile[]): string | undefined {
  for (const { text } of python) {
    const found = /\bset_tracking_uri\(\s*["'](https?:\/\/[^"'\s]{1,500})["']/.exec(text)?.[1];
    if (found !== undefined && url(found) === undefined) return found;
  }
  return undefined;
}
