import { nodeAt, pairAt, resolve } from '../../core/document/node.ts';
import { removeItem, removePair } from '../edits/remove.ts';
import type { Fix, FixScene } from './fix.ts';

/** Takes out what nothing uses or reads, and what a running system lacks: whether the plan goes without that, a person decides. */
export function removeEntry({ problem, document, file }: FixScene): Fix[] {
  const { data } = problem;
  if (data?.kind !== 'remove' && data?.kind !== 'lacks') return [];
  const { path } = data;
  const parentPath = path.slice(0, -1);
  const parent = resolve(nodeAt(document.root, parentPath));
  const what = file.text.slice(problem.span.start, problem.span.end);
  const title = `Remove ${what.length <= 40 && !/[\r\n]/.test(what) ? `"${what.replace(/^(["'])(.*)\1$/, '$2')}"` : 'this entry'}`;
  const last = path.at(-1);
  const changes =
    parent?.kind === 'seq' ? fromList() : parent?.kind === 'map' && typeof last === 'string' ? fromMap() : undefined;
  return changes ? [{ title, changes }] : [];

  function fromList(): ReturnType<typeof removeItem> {
    const item = parent?.kind === 'seq' ? parent.items[Number(last)] : undefined;
    return parent?.kind === 'seq' && item
      ? removeItem(file.text, parent, item, pairAt(document.root, parentPath))
      : undefined;
  }
  function fromMap(): ReturnType<typeof removePair> {
    const pair = pairAt(document.root, path);
    return parent?.kind === 'map' && pair && parent.pairs.includes(pair)
      ? removePair(file.text, parent, pair)
      : undefined;
  }
}
