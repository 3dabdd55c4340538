import type { DataFileEntry, DataFiles } from '../files.ts';
import { parseJson } from '../parse-json.ts';
import { plainText } from '../plain-text.ts';
import { asRecord, asText } from '../raw.ts';
import { SourceError } from '../source-error.ts';

const MAX_PROJECTS = 200;
const MAX_HEAD = 4_096;

interface Project {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
}

/** Whether a path leads to a workspace of Evidently, to one of its projects, or to reports in JSON. */
export async function isEvidently(path: string, files: DataFiles): Promise<boolean> {
  const entries = await files.list(path);
  if (entries) return (await projectsIn(path, files)).length > 0;
  const [first] = await files.find(path);
  if (!first?.name.toLowerCase().endsWith('.json')) return false;
  const head = new TextDecoder().decode(await files.read(first.name, { maxBytes: MAX_HEAD }));
  return /"(?:metric_name|metric_id|metric_results|metric|suite)"\s*:|"metrics"\s*:\s*\[|^\s*\{\s*"report"\s*:/.test(
    head,
  );
}

/** The reports that a path leads to, those changed last first. */
export async function findReports(
  source: { readonly name: string; readonly project?: string },
  path: string,
  files: DataFiles,
): Promise<readonly DataFileEntry[]> {
  const entries = await files.list(path);
  if (!entries) {
    const found = await files.find(path);
    if (found.length > 0) return found;
    throw new SourceError(
      'not-found',
      `No file or folder of the workspace matches "${plainText(path, 80)}". Let a job save reports there, or correct path of the data source "${plainText(source.name, 60)}".`,
    );
  }
  const projects = await projectsIn(path, files);
  if (projects.length === 0) return jsonFiles(path, files);
  const asked = source.project;
  const fits = asked === undefined ? projects : projects.filter(({ id, name }) => asked === id || asked === name);
  const [project] = fits;
  if (project && fits.length === 1) return jsonFiles(`${project.folder}/snapshots`, files);
  const names = projects.slice(0, 5).map(({ name }) => plainText(name, 40));
  const problem =
    asked === undefined
      ? `has ${projects.length} projects`
      : `has ${fits.length === 0 ? 'no project' : 'several projects'} "${plainText(asked, 60)}"`;
  throw new SourceError(
    'not-found',
    `The workspace "${plainText(path, 80)}" ${problem}. Set project of the data source "${plainText(source.name, 60)}" to one of: ${names.join(', ')}${fits.length > 1 ? ', or to its id' : ''}.`,
  );
}

/** Projects of a workspace; the folder of one project is one. */
async function projectsIn(path: string, files: DataFiles): Promise<Project[]> {
  const own = (await files.list(`${path}/snapshots`)) && (await projectAt(path, files));
  if (own) return [own];
  const folders = ((await files.list(path)) ?? []).filter(({ isFolder }) => isFolder).slice(0, MAX_PROJECTS);
  const projects: Project[] = [];
  for (const { name } of folders) {
    if (!/^[0-9a-f-]{32,36}$/i.test(name)) continue;
    const project = await projectAt(`${path}/${name}`, files);
    if (project) projects.push(project);
  }
  return projects;
}

async function projectAt(folder: string, files: DataFiles): Promise<Project | undefined> {
  const entries = await files.list(folder);
  // A project that has no runs yet has no folder for them.
  if (!entries?.some(({ name, isFolder }) => name === 'metadata.json' && !isFolder)) return undefined;
  const bytes = await files.read(`${folder}/metadata.json`, { maxBytes: 100_000 }).catch(() => undefined);
  const metadata = asRecord(bytes && parseJson(new TextDecoder().decode(bytes))?.value);
  const id = asText(metadata?.['id']) ?? folder.slice(folder.lastIndexOf('/') + 1);
  return { id, name: asText(metadata?.['name']) ?? id, folder };
}

async function jsonFiles(folder: string, files: DataFiles): Promise<DataFileEntry[]> {
  const entries = (await files.list(folder)) ?? [];
  return entries
    .filter(({ name, isFolder }) => !isFolder && name.toLowerCase().endsWith('.json'))
    .map(({ name, size, modified }) => ({ name: `${folder}/${name}`, size, modified }))
    .sort((a, b) => b.modified - a.modified || (a.name < b.name ? 1 : -1));
}
