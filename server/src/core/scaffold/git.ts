/** Where a repository comes from, as its `.git/config` says; undefined without a remote on a host. */
export function remoteOf(config: string): { readonly owner: string; readonly repository: string } | undefined {
  const urls = new Map<string, string>();
  let remote: string | undefined;
  for (const line of config.split(/\r?\n/, 10_000)) {
    const section = /^\s*\[\s*([\w.-]+)(?:\s+"([^"]*)")?\s*\]/.exec(line);
    if (section) remote = section[1]?.toLowerCase() === 'remote' ? section[2] : undefined;
    const url = /^\s*url\s*=\s*(\S+)\s*$/i.exec(line)?.[1];
    if (url !== undefined && remote !== undefined && !urls.has(remote)) urls.set(remote, url);
  }
  const url = urls.get('origin') ?? urls.get('upstream') ?? [...urls.values()][0];
  // `https://host/owner/repo.git`, `ssh://git@host:22/owner/repo`, `git@host:owner/repo.git`
  const path = /^(?:[a-z+]+:\/\/(?:[^/@]*@)?[^/]+\/|[^/@\s]*@[^/:\s]+:)(.+)$/i.exec(url ?? '')?.[1];
  const parts =
    path
      ?.replace(/\/+$/, '')
      .replace(/\.git$/, '')
      .split('/')
      .filter((part) => part !== '') ?? [];
  const [owner, repository] = [parts.at(-2), parts.at(-1)];
  return owner === undefined || repository === undefined ? undefined : { owner, repository };
}
