import { foldingRanges } from '../../language/folding-ranges.ts';
import { onFile, type Feature } from '../feature.ts';

export const folding: Feature = (host) => {
  const limit = host.client.textDocument?.foldingRange?.rangeLimit;
  host.connection.onFoldingRanges(onFile(host, 'folding ranges', null, ({ file }) => foldingRanges(file, limit)));
  return { foldingRangeProvider: true };
};
