import { placeAt } from '../../core/document/locate.ts';
import { keyName, nodeAt, resolve } from '../../core/document/node.ts';
import { toValue } from '../../core/document/value.ts';
import { removePair } from '../edits/remove.ts';
import type { Fix, FixScene } from './fix.ts';

/** Takes out a key that is written a second time; safe where both say the same. */
export function removeDuplicateKey({ problem, document, file }: FixScene): Fix[] {
  if (problem.rule !== 'syntax/yaml') return [];
  const place = placeAt(document.root, problem.span.start);
  const map = place?.onKey ? resolve(nodeAt(document.root, place.path.slice(0, -1))) : undefined;
  if (!place?.pair || map?.kind !== 'map') return [];
  const second = map.pairs.findIndex((pair) => pair.key.start === problem.span.start);
  const pair = map.pairs[second];
  const first = map.pairs.slice(0, second).find((earlier) => pair && keyName(earlier) === keyName(pair));
  const changes = pair && first ? removePair(file.text, map, pair) : undefined;
  if (!pair || !first || !changes) return [];
  const isSame = JSON.stringify(toValue(first.value)) === JSON.stringify(toValue(pair.value));
  const title = `Remove the second "${keyName(pair) ?? ''}"${isSame ? ', which says the same' : ''}`;
  return [{ title, changes, ...(isSame && { preferred: true, safe: true }) }];
}
