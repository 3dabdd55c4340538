// The suite inside the extension host, run by the desktop VS Code that @vscode/test-electron downloads.
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { bundleSuite, installedExtension } from '../test/support/editor/suite.ts';
import { REPOSITORY, VSIX } from './lib/paths.ts';

const home = await mkdtemp(path.join(tmpdir(), 'production-first-electron-'));
try {
  const vscodeExecutablePath = await downloadAndUnzipVSCode();
  const extensions = path.join(home, 'extensions');
  const own = ['--extensions-dir', extensions, '--user-data-dir', path.join(home, 'user')];
  const [cli = '', ...args] = resolveCliArgsFromVSCodeExecutablePath(vscodeExecutablePath);
  const isWindows = process.platform === 'win32';
  const install = spawnSync(cli, [...args, ...own, '--install-extension', VSIX, '--force'], {
    shell: isWindows,
    stdio: 'inherit',
  });
  if (install.status !== 0) throw new Error('The extension could not be installed.');
  const folder = path.join(home, 'plans');
  await cp(path.join(REPOSITORY, 'test/fixtures/plans'), folder, { recursive: true });
  process.exitCode = await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: await installedExtension(extensions),
    extensionTestsPath: await bundleSuite('test/editor/suite/index.ts'),
    launchArgs: [folder, ...own, '--disable-workspace-trust'],
  });
} finally {
  await rm(home, { recursive: true, force: true });
}
