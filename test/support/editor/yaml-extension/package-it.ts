import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { build } from 'esbuild';
import { REPOSITORY } from '../../../../scripts/lib/paths.ts';

const MANIFEST = {
  name: 'general-yaml',
  displayName: 'General YAML',
  version: '1.0.0',
  publisher: 'test',
  engines: { vscode: '^1.139.0' },
  main: './client.cjs',
  activationEvents: ['onLanguage:yaml'],
  files: ['client.cjs'],
  repository: 'https://example.com/general-yaml',
};

/** Packs a general YAML extension into `folder` and returns the VSIX. */
export async function packYamlExtension(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const server = path.join(REPOSITORY, 'node_modules/yaml-language-server/bin/yaml-language-server');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'client.ts')],
    outfile: path.join(folder, 'client.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    external: ['vscode'],
    define: { YAML_LANGUAGE_SERVER: JSON.stringify(server) },
    logLevel: 'warning',
  });
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(MANIFEST));
  await writeFile(path.join(folder, 'LICENSE'), 'MIT\n');
  const packagePath = path.join(folder, 'general-yaml.vsix');
  await createVSIX({ cwd: folder, packagePath, dependencies: false });
  return packagePath;
}
