import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { REPOSITORY } from '../../../scripts/lib/paths.ts';

const ID = 'production-first.production-first-ml';

/** Bundles the suite that VS Code loads into its extension host, and returns the file. */
export async function bundleSuite(entry: string): Promise<string> {
  const outfile = path.join(REPOSITORY, '.cache', `${path.basename(path.dirname(entry))}.cjs`);
  await build({
    entryPoints: [path.join(REPOSITORY, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    external: ['vscode'],
    logLevel: 'warning',
  });
  return outfile;
}

/** Where an editor unpacked the extension. */
export async function installedExtension(extensionsFolder: string): Promise<string> {
  const name = (await readdir(extensionsFolder)).find((entry) => entry.startsWith(`${ID}-`));
  if (!name) throw new Error(`${ID} is not installed in ${extensionsFolder}`);
  return path.join(extensionsFolder, name);
}
