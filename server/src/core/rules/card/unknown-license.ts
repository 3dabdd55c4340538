import { findEntry, type DatedList } from '../../lists/lists.ts';
import { CARD, type Rule } from '../rule.ts';
import { listed, nearest, unknownEntries } from './unknown-entry.ts';

const HUB = {
  one: 'license',
  publisher: 'Hugging Face',
  advice: 'Use an id of the list, or "other" with license_name and license_link.',
  // The hub takes no SPDX "-only" and "-or-later" forms.
  meant: (text: string, list: DatedList): string[] => {
    const plain = text.toLowerCase().replace(/(?:-only|-or-later|\+)$/, '');
    return findEntry(list, plain) ? [plain] : nearest(text, list);
  },
};

const SPDX = {
  one: 'license',
  publisher: 'SPDX',
  advice: 'Use an SPDX identifier or "proprietary", or give the license as custom_text.',
};

export const unknownLicense: Rule = {
  id: 'card/unknown-license',
  severity: 'warning',
  kinds: CARD,
  summary: 'Every license is one of the dated list.',
  *check(context) {
    yield* unknownEntries(listed(context, 'licenses'), 'licenses', HUB);
    const spdx = listed(context, 'spdx-licenses').filter(({ text }) => text !== 'proprietary');
    yield* unknownEntries(spdx, 'spdx-licenses', SPDX);
  },
};
