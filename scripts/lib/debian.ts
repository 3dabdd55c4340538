import { existsSync } from 'node:fs';
import { onPath, quietly } from './command.ts';
import { progress } from './progress.ts';

/** Installs system packages where that is possible without asking (Debian, as root); otherwise says which command does. */
export async function installDebianPackages(packages: readonly string[], why: string): Promise<void> {
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (!existsSync('/etc/debian_version') || !onPath('apt-get')) {
    throw new Error(
      `${why} needs what Debian calls ${packages.join(', ')}. Install them with your system's package manager, then run this again.`,
    );
  }
  if (process.getuid?.() !== 0)
    throw new Error(`${why} needs system packages. Install them with\n  sudo ${command}\nthen run this again.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await progress(`Installing ${packages.join(', ')} with apt-get`, async () => {
    await quietly(['apt-get', 'update'], { env });
    await quietly(command.split(' '), { env });
  });
}

/** Those of `packages` that are not installed. */
export async function missingDebianPackages(packages: readonly string[]): Promise<string[]> {
  if (!onPath('dpkg-query')) return [...packages];
  const states = await Promise.all(
    packages.map((name) =>
      quietly(['dpkg-query', '--show', '--showformat=${db:Status-Status}', name]).catch(() => 'not-installed'),
    ),
  );
  return packages.filter((_, index) => states[index] !== 'installed');
}
