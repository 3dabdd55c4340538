import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './paths.ts';

export interface Run {
  /** Null when the program could not be started or was killed. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Run {
  const { status, stdout, stderr } = spawnSync(command, args, {
    ...options,
    encoding: 'utf8',
    timeout: 540_000,
    maxBuffer: 64_000_000,
  });
  return { status, stdout, stderr };
}

/** A Python with the requirements installed, or why this machine cannot have one. */
export type Python = { readonly program: string } | { readonly missing: string };

const UV = 'uv==0.13.9';

const OFFLINE =
  /Failed to fetch|error sending request|connection error|timed out|name resolution|NewConnectionError|ProxyError|SSLError|Network is unreachable/i;

/** Installs a file of requirements into a virtual environment in the cache, once per Python version and text of the file. */
export function preparePython(name: string, requirements: string): Python {
  const asked = run('python3', ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])']);
  const version = asked.stdout.trim();
  if (asked.status !== 0) return { missing: 'python3 is not installed' };
  if (Number(version.split('.')[1]) < 11) return { missing: `python3 is ${version}; the pinned packages need 3.11` };
  const key = createHash('sha256').update(version).update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = path.join(cacheFolder(), `python-${name}-${key}`);
  const program = path.join(folder, 'bin', 'python');
  const complete = path.join(folder, 'complete');
  if (existsSync(complete)) return { program };
  rmSync(folder, { recursive: true, force: true });
  const created = run('python3', ['-m', 'venv', folder]);
  if (created.status !== 0) {
    if (created.stdout.includes('ensurepip'))
      return { missing: 'python3 cannot make virtual environments: install python3-venv' };
    throw new Error(`python3 -m venv failed:\n${created.stdout}${created.stderr}`);
  }
  const pip = run(program, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', UV]);
  // It installs the same packages in a tenth of the time.
  const uv = ['-m', 'uv', 'pip', 'install', '--quiet', '--python', program, '-r', requirements];
  const installed = pip.status === 0 ? run(program, uv) : pip;
  if (installed.status !== 0) {
    if (OFFLINE.test(installed.stderr)) return { missing: 'the Python package registry cannot be reached' };
    throw new Error(`installing ${requirements} failed:\n${installed.stderr}`);
  }
  writeFileSync(complete, '');
  return { program };
}
