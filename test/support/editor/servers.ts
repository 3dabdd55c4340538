import { execFileSync } from 'node:child_process';

interface ServerProcess {
  readonly pid: number;
  readonly parent: number;
  readonly args: string;
}

/** The language servers that run on this machine, of whichever editor. */
export function languageServers(): ServerProcess[] {
  const processes = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return processes.split('\n').flatMap((line) => {
    const [, pid, parent, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (!args?.includes('production-first') || !args.includes('dist/server.js')) return [];
    return [{ pid: Number(pid), parent: Number(parent), args }];
  });
}
