import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { feastServices } from '../core/pipeline/feast.ts';
import { schedulesOf } from '../core/pipeline/schedules.ts';
import { pythonSymbols } from '../core/python/symbols.ts';
import { importedNames, imports } from '../core/python/imports.ts';
import type { FileFact } from '../core/workspace-facts.ts';
import { lookInside } from './is-inside.ts';

const MAX_PYTHON_BYTES = 1_000_000;
/** No pipeline is defined in a file larger than that. */
const MAX_YAML_BYTES = 200_000;
const MAX_FEAST_FILES = 200;

/** A path's state, links followed only as long as they stay inside the root, and what its content tells a plan. */
export async function inspectFile(root: string, absolute: string): Promise<FileFact> {
  try {
    const found = await lookInside(root, absolute);
    // What is not there is missing; what is, is elsewhere.
    if (!found) return { state: (await exists(absolute)) ? 'outside' : 'missing' };
    const { real, stats } = found;
    if (stats.isDirectory()) return { state: 'directory' };
    // Pipes and devices are never opened: reading one can block for ever.
    if (!stats.isFile()) return { state: 'missing' };
    return { state: 'file', location: absolute, ...(await contentOf(root, absolute, real, stats.size)) };
  } catch {
    return { state: 'missing' };
  }
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

type Content = Pick<Extract<FileFact, { state: 'file' }>, 'symbols' | 'imports' | 'schedules' | 'featureServices'>;

async function contentOf(root: string, absolute: string, real: string, size: number): Promise<Content> {
  const isPython = /\.pyi?$/.test(real);
  if (!isPython && !/\.ya?ml$/.test(real)) return {};
  if (path.basename(absolute) === 'feature_store.yaml') return featureServices(root, path.dirname(absolute));
  if (size > (isPython ? MAX_PYTHON_BYTES : MAX_YAML_BYTES)) return {};
  const text = await readFile(real, 'utf8');
  const schedules = schedulesOf(absolute.replaceAll(path.sep, '/'), text);
  return {
    ...(isPython && { symbols: pythonSymbols(text).map((symbol) => symbol.name), imports: importedNames(text) }),
    ...(schedules && { schedules }),
  };
}

/** The feature services in the Python files of a Feast repository: `feast apply` reads all of them, also in folders. */
async function featureServices(root: string, folder: string): Promise<Content> {
  const names: string[] = [];
  const queue = [folder];
  let budget = MAX_FEAST_FILES;
  let definesFeatures = false;
  for (let current = queue.shift(); current !== undefined; current = queue.shift()) {
    const at = await lookInside(root, current);
    if (!at) continue;
    for (const entry of await readdir(at.real, { withFileTypes: true })) {
      const full = path.join(at.real, entry.name);
      if (entry.isDirectory() && !/^(?:\.|__pycache__$|node_modules$|data$)/.test(entry.name)) queue.push(full);
      else if (entry.isSymbolicLink()) return {};
      if (!entry.isFile() || !entry.name.endsWith('.py')) continue;
      // What was not read may define any name.
      if (--budget < 0 || (await stat(full)).size > MAX_PYTHON_BYTES) return {};
      const text = await readFile(full, 'utf8');
      definesFeatures ||= imports(text, 'feast');
      const found = feastServices(text);
      if (!found.complete) return {};
      names.push(...found.names);
    }
    if (queue.length > MAX_FEAST_FILES) return {};
  }
  // A folder without definitions is a client of a registry that is filled elsewhere.
  return definesFeatures ? { featureServices: names } : {};
}
