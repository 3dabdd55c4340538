import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { onPath, quietly } from '../command.ts';
import { cacheFolder } from '../paths.ts';
import { progress } from '../progress.ts';

export interface PrometheusPrograms {
  readonly prometheus: string;
  readonly promtool: string;
}

/** Alertmanager's `amtool` as installed, else of Debian's package. A text says why there is none. */
export async function ensureAmtool(): Promise<{ readonly amtool: string } | string> {
  const installed = onPath('amtool');
  if (installed) return { amtool: installed };
  const home = path.join(cacheFolder(), 'alertmanager');
  const amtool = path.join(home, 'usr/bin/amtool');
  if (existsSync(amtool)) return { amtool };
  if (!onPath('apt-get') || !onPath('dpkg')) return 'amtool is not on PATH, and this is no Debian to get it from';
  await progress('Fetching Alertmanager from Debian (once)', () => unpack('prometheus-alertmanager', home));
  return { amtool };
}

/** Prometheus as installed, else Debian's package unpacked into the cache: nothing is installed and no service started. A text says why there is none. */
export async function ensurePrometheus(): Promise<PrometheusPrograms | string> {
  const [installed, tool] = [onPath('prometheus'), onPath('promtool')];
  if (installed && tool) return { prometheus: installed, promtool: tool };
  const home = path.join(cacheFolder(), 'prometheus');
  const programs = { prometheus: path.join(home, 'usr/bin/prometheus'), promtool: path.join(home, 'usr/bin/promtool') };
  if (existsSync(programs.prometheus)) return programs;
  if (!onPath('apt-get') || !onPath('dpkg')) return 'prometheus is not on PATH, and this is no Debian to get it from';
  await progress('Fetching Prometheus from Debian (once)', () => unpack('prometheus', home));
  return programs;
}

/** Unpacks beside `home` and moves it there when it is whole. */
async function unpack(name: string, home: string): Promise<void> {
  await mkdir(path.dirname(home), { recursive: true });
  const partial = await mkdtemp(`${home}.partial-`);
  try {
    if (process.getuid?.() === 0) await quietly(['apt-get', 'update']);
    await quietly(['apt-get', 'download', name], { cwd: partial });
    const file = (await readdir(partial)).find((entry) => entry.endsWith('.deb'));
    if (!file) throw new Error(`apt-get download ${name} left no package.`);
    await quietly(['dpkg', '-x', file, 'unpacked'], { cwd: partial });
    await rm(home, { recursive: true, force: true });
    await rename(path.join(partial, 'unpacked'), home);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}
