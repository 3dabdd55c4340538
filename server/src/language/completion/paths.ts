import { splitSymbol, isUrl } from '../../core/workspace-facts.ts';
import type { PathKind } from '../../core/schema/json-schema.ts';
import { keyword } from '../../core/schema/walk.ts';
import type { FileLister, Scene, Suggestion } from './context.ts';
import { valueSchemas, written } from './values.ts';

/** Files and folders the cursor's path may go on with; behind `#` the functions and classes of a Python file. */
export async function suggestPaths(scene: Scene): Promise<Suggestion[]> {
  const kind = keyword(valueSchemas(scene), 'x-path');
  const { files } = scene.context;
  const { typed } = scene.place;
  if (!kind || !files || isUrl(typed)) return [];
  const { path, symbol } = splitSymbol(typed);
  if (kind === 'file-symbol' && symbol !== undefined) return suggestSymbols(scene, files, path);
  const directory = path.slice(0, path.lastIndexOf('/') + 1);
  const entries = await files.list(directory);
  const field = scene.place.path.findLast((step) => typeof step === 'string') ?? '';
  return entries.map((entry) => {
    const text = `${directory}${entry.name}${entry.isDirectory ? '/' : ''}`;
    return {
      label: text,
      kind: entry.isDirectory ? ('folder' as const) : ('file' as const),
      lines: [written(scene, text)],
      rank: entry.isDirectory ? 2 : isLikely(entry.name, kind, field) ? 0 : 1,
      again: entry.isDirectory,
    };
  });
}

async function suggestSymbols(scene: Scene, files: FileLister, path: string): Promise<Suggestion[]> {
  const names = await files.symbols(path);
  return names.map((name) => ({
    label: `${path}#${name}`,
    kind: 'function',
    lines: [written(scene, `${path}#${name}`)],
    rank: 0,
  }));
}

/** The kinds of file a field usually names, by the field. */
function isLikely(name: string, kind: PathKind, field: string): boolean {
  if (field === 'card') return /^(?:readme|model[-_]?card)\.md$|model-card\.(?:ya?ml|json)$/i.test(name);
  if (kind === 'file-symbol') return /\.(?:py|ipynb)$/i.test(name);
  if (kind === 'glob') return /\.(?:csv|jsonl|parquet)$/i.test(name);
  if (field === 'runbook' || field === 'link') return /\.md$/i.test(name);
  return /\.(?:py|ya?ml)$/i.test(name);
}
