import type { Owner } from './lsp/client.ts';

/** An owner that releases in reverse: what was made last goes first, as node:test's own hooks do not. */
export function inReverse(owner: Owner): Owner {
  const releases: (() => void | Promise<void>)[] = [];
  owner.after(async () => {
    for (const release of releases.reverse()) await release();
  });
  return { after: (release) => releases.push(release) };
}
