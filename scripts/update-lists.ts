// Makes schemas/lists/*.json from packages the npm registry serves. Pinned: the same versions give the same bytes.
// To update, raise the versions in PACKAGES, run this, and read the difference.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

interface Entry {
  readonly id: string;
  readonly name?: string;
  readonly modality?: string;
}

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

const PACKAGES = {
  tasks: { name: '@huggingface/tasks', version: '0.21.54', license: 'MIT' },
  hub: { name: '@huggingface/hub', version: '2.17.5', license: 'MIT' },
  languages: { name: '@huggingface/languages', version: '1.0.0', license: 'MIT' },
  iso639: { name: 'iso-639-3', version: '3.0.1', license: 'MIT' },
  spdx: { name: 'spdx-license-list', version: '6.12.0', license: 'CC0-1.0' },
} as const satisfies Record<string, Package>;

const OUT = 'schemas/lists';
const temporary = mkdtempSync(path.join(tmpdir(), 'lists-'));
const npm = (...args: string[]): string => execFileSync('npm', args, { encoding: 'utf8', cwd: temporary });

/** Downloads and unpacks a package without running anything of it; its folder. */
function unpack({ name, version, license }: Package): string {
  const folder = path.join(temporary, name.replaceAll('/', '-'));
  mkdirSync(folder, { recursive: true });
  const archive = npm('pack', '--silent', `${name}@${version}`).trim().split('\n').at(-1) ?? '';
  execFileSync('tar', ['xzf', path.join(temporary, archive), '-C', folder, '--strip-components=1']);
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { license?: string };
  if (manifest.license !== license) throw new Error(`${name} is under ${manifest.license ?? 'no license'} now`);
  return folder;
}

/** The day a version was published, as YYYY-MM-DD. */
function published({ name, version }: Package): string {
  const times = JSON.parse(npm('view', `${name}@${version}`, 'time', '--json')) as Record<string, string>;
  const day = times[version]?.slice(0, 10);
  if (!day) throw new Error(`the registry does not say when ${name}@${version} was published`);
  return day;
}

const load = async <T>(folder: string, file: string): Promise<T> =>
  (await import(pathToFileURL(path.join(folder, file)).href)) as T;

const cite = ({ name, version, license }: Package): string => `npm ${name}@${version} (${license})`;

function write(list: string, source: string, date: string, entries: readonly Entry[]): void {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const sorted = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  // One entry a line: what an update changes can be read.
  const lines = sorted.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n');
  const head = `{\n  "source": ${JSON.stringify(source)},\n  "date": ${JSON.stringify(date)},\n  "entries": [\n`;
  writeFileSync(`${OUT}/${list}.json`, `${head}${lines}\n  ]\n}\n`);
  console.log(`${list}: ${sorted.length} entries of ${date}`);
}

async function tasksAndLibraries(): Promise<void> {
  const from = PACKAGES.tasks;
  const folder = unpack(from);
  const { PIPELINE_DATA, MODEL_LIBRARIES_UI_ELEMENTS } = await load<{
    PIPELINE_DATA: Record<string, { name: string; modality: string }>;
    MODEL_LIBRARIES_UI_ELEMENTS: Record<string, { prettyLabel: string }>;
  }>(folder, 'dist/esm/index.js');
  const date = published(from);
  const tasks = Object.entries(PIPELINE_DATA).map(([id, { name, modality }]) => ({ id, name, modality }));
  write('tasks', `${cite(from)}, PIPELINE_DATA`, date, tasks);
  const libraries = Object.entries(MODEL_LIBRARIES_UI_ELEMENTS).map(([id, { prettyLabel }]) => ({
    id,
    name: prettyLabel,
  }));
  write('libraries', `${cite(from)}, MODEL_LIBRARIES_UI_ELEMENTS`, date, libraries);
}

async function languages(): Promise<void> {
  type Names = Record<string, { name: string }>;
  const from = PACKAGES.languages;
  const { LANGUAGES_ISO_639_1, LANGUAGES_ISO_639_3 } = await load<{
    LANGUAGES_ISO_639_1: Names;
    LANGUAGES_ISO_639_3: Names;
  }>(unpack(from), 'dist/index.mjs');
  const { iso6393 } = await load<{ iso6393: { name: string; iso6393: string; iso6392B?: string }[] }>(
    unpack(PACKAGES.iso639),
    'index.js',
  );
  const bibliographic = iso6393.flatMap(({ name, iso6392B: id }) => (id ? [{ id, name }] : []));
  const special = [
    { id: 'code', name: 'Programming languages' },
    { id: 'multilingual', name: 'Many languages' },
  ];
  const named = (names: Names): Entry[] => Object.entries(names).map(([id, { name }]) => ({ id, name }));
  const entries = [...bibliographic, ...named(LANGUAGES_ISO_639_3), ...named(LANGUAGES_ISO_639_1), ...special];
  const source = `${cite(from)}, ISO 639-1 and 639-3; ISO 639-2/B codes of ${cite(PACKAGES.iso639)}; the hub's special values code and multilingual`;
  write('languages', source, published(from), entries);
}

function licenses(): void {
  const from = PACKAGES.hub;
  const types = readFileSync(path.join(unpack(from), 'src/types/public.ts'), 'utf8');
  const union = /export type License =([^;]+);/.exec(types)?.[1] ?? '';
  const ids = [...union.matchAll(/"([^"]+)"/g)].map(([, id = '']) => id);
  if (ids.length < 50) throw new Error('the type License is not where it was');
  const spdx = JSON.parse(readFileSync(path.join(unpack(PACKAGES.spdx), 'spdx.json'), 'utf8')) as Record<
    string,
    { name: string }
  >;
  const names = new Map(Object.entries(spdx).map(([id, { name }]) => [id.toLowerCase(), name]));
  // The hub's bsl-1.0 is the Boost license, as in SPDX; its bare families (gpl, bsd, cc) have no name there.
  const hub = ids.map((id) => ({ id, ...(names.has(id) && { name: names.get(id) ?? '' }) }));
  write('licenses', `${cite(from)}, type License; names from ${cite(PACKAGES.spdx)}`, published(from), hub);
  const full = Object.entries(spdx).map(([id, { name }]) => ({ id, name }));
  write('spdx-licenses', cite(PACKAGES.spdx), published(PACKAGES.spdx), full);
}

mkdirSync(OUT, { recursive: true });
try {
  await tasksAndLibraries();
  await languages();
  licenses();
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
