import {
  isWholeAsDeclared,
  type AreaView,
  type CheckState,
  type CheckView,
  type TestStatus,
} from '../../../server/src/protocol/readiness.ts';
import { plain } from '../plain.ts';
import type { CheckElement } from './elements.ts';

/** A codicon, and the theme colour that it has. */
export type Icon = readonly [name: string, color: string | undefined];

const STATE_ICONS: Readonly<Record<CheckState, Icon>> = {
  open: ['circle-large-outline', 'problemsErrorIcon.foreground'],
  failing: ['error', 'problemsErrorIcon.foreground'],
  expired: ['error', 'problemsErrorIcon.foreground'],
  waived: ['circle-slash', 'problemsWarningIcon.foreground'],
  'not-needed': ['dash', undefined],
  declared: ['circle-outline', 'problemsWarningIcon.foreground'],
  evidenced: ['pass', 'testing.iconPassed'],
  live: ['pass-filled', 'testing.iconPassed'],
  'last-seen': ['history', 'problemsWarningIcon.foreground'],
};

export const STATE_WORDS: Readonly<Record<CheckState, string>> = {
  open: 'open',
  failing: 'failing',
  expired: 'waiver is over',
  waived: 'waived',
  'not-needed': 'not needed',
  declared: 'declared in the plan',
  evidenced: 'shown by a file',
  live: 'seen live',
  'last-seen': 'last seen',
};

export const AREA_ICONS: Readonly<Record<AreaView['state'], Icon>> = {
  met: ['pass', 'testing.iconPassed'],
  attention: ['warning', 'problemsWarningIcon.foreground'],
  failing: ['error', 'problemsErrorIcon.foreground'],
  'not-needed': ['dash', undefined],
};

export const TEST_ICONS: Readonly<Record<TestStatus, Icon>> = {
  automated: ['pass-filled', 'testing.iconPassed'],
  manual: ['pass', 'testing.iconPassed'],
  open: ['circle-large-outline', undefined],
  unseen: ['question', undefined],
};

export const TEST_WORDS: Readonly<Record<TestStatus, string>> = {
  automated: 'automated',
  manual: 'by hand',
  open: 'open',
  unseen: 'not seen',
};

/** What can be no more than declared is met by that, and looks so. */
export const iconOf = (check: CheckView): Icon =>
  isWholeAsDeclared(check) ? ['pass', 'testing.iconPassed'] : STATE_ICONS[check.state];

export const durationOf = (minutes: number): string =>
  minutes < 60 ? `${minutes} min` : `${Math.round(minutes / 6) / 10} h`;

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long before `now` something was seen; both in milliseconds since the epoch. */
export function ago(time: number, now: number): string {
  const past = Math.max(0, now - time);
  const [unit, size] = UNITS.find(([, length]) => past >= length) ?? ['second', 1_000];
  return new Intl.RelativeTimeFormat('en', { style: 'short' }).format(-Math.floor(past / size), unit);
}

/** What stands behind the title of a check. `now`: milliseconds since the epoch */
export function descriptionOf({ check, isStep }: CheckElement, now: number): string {
  if (isStep) return `+${check.gain} · about ${durationOf(check.minutes)}`;
  const seen = check.seenAt === undefined ? '' : ` · ${ago(check.seenAt, now)}`;
  const word = check.state === 'last-seen' || check.state === 'waived' ? `${STATE_WORDS[check.state]}: ` : '';
  return `${word}${plain(check.says)}${seen}`;
}
