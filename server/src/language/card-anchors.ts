import type { CheckedFile } from '../core/document/checked-file.ts';
import { nodeAt, pairAt, resolve, type Node } from '../core/document/node.ts';
import type { Path } from '../core/problem.ts';
import type { Span } from '../core/document/text.ts';
import { innerSpan } from './names.ts';

/** The places in a model card that stand for the model as a whole, from where its production plan is reached; the first is the card's beginning. */
export function cardAnchors(file: CheckedFile): Span[] {
  const root = file.documents[0]?.root;
  if (file.kind === 'production-plan' || root?.kind !== 'map') return [];
  if (file.kind === 'model-card-toolkit') {
    const key = pairAt(root, ['model_details'])?.key;
    return [...(key ? [{ start: key.start, end: key.end }] : []), ...nameSpan(file, root, ['model_details', 'name'])];
  }
  const start = file.text.indexOf('---');
  const results = resolve(nodeAt(root, ['model-index']));
  const names =
    results?.kind === 'seq' ? results.items.flatMap((_, at) => nameSpan(file, root, ['model-index', at, 'name'])) : [];
  return [{ start, end: start + 3 }, ...names];
}

function nameSpan(file: CheckedFile, root: Node, path: Path): Span[] {
  const node = nodeAt(root, path);
  return node?.kind === 'scalar' && node.end > node.start ? [innerSpan(file.text, node)] : [];
}
